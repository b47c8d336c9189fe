"""Pictures in which the others have a part: shares of feelings, and links from trigger to response."""

import re
from dataclasses import replace

from hypothesis import given

from observations.analysis.evoked import feelings
from observations.analysis.figures import chain_figure, evoked_figure
from observations.analysis.member import member_claims
from observations.analysis.pictured import pictured
from observations.analysis.records import Felt, Response

from .made import course, event, events, records


def felt(*names):
    return feelings([event(felt=(Felt("dahlia", name),)) for name in names])


def answered(trigger, octant, *kinds):
    return event(trigger=trigger, octant=octant, responses=tuple(Response("dahlia", kind) for kind in kinds))


def drawn(*observations, claims=()):
    return chain_figure(pictured(observations, course())["chains"], claims)


def numbers(path):
    return [int(number) for number in re.findall(r"-?\d+", path)]


def chance(given, target):
    """A claim about these two that passed its test."""
    noted = [*events(30, trigger=given, octant=target), *events(30, trigger="limit", octant="PA")]
    found = [c for c in member_claims(noted, course()) if c.kind == "chain" and c.of["given"][1] == given]
    return [replace(claim, claimed=True) for claim in found if claim.of["target"] == ["octant", target]]


def test_feelings_stand_from_the_most_frequent_down_with_their_shares():
    figure = evoked_figure(felt(*["bored"] * 6, *["warm"] * 2, *["angry"] * 4))
    assert [(bar.code, bar.observed, bar.n) for bar in figure.bars] == [
        ("bored", 6, 12),
        ("angry", 4, 12),
        ("warm", 2, 12),
    ]
    assert figure.bars[0].width == round(figure.track / 2)


def test_below_the_floor_nothing_is_drawn_of_feelings():
    assert evoked_figure(felt("bored", "warm")) is None and evoked_figure(felt()) is None


def test_six_feelings_are_drawn_at_most():
    names = ("angry", "bored", "intimidated", "protective", "warm", "helpless", "irritated", "anxious")
    assert [bar.code for bar in evoked_figure(felt(*names)).bars] == sorted(names)[:6]


def test_without_links_there_is_no_picture_of_chains():
    assert drawn(event(), event(octant="PA")) is None


def test_a_link_is_as_wide_as_it_is_frequent():
    figure = drawn(*[answered("criticism", "HI")] * 8, *[answered("praise", "PA")] * 4, answered("limit", "LM"))
    thickness = {link.given: link.thickness for link in figure.links}
    assert thickness == {"criticism": 16, "praise": 8, "limit": 2}


def test_links_lead_from_the_trigger_to_the_octant_and_on_to_the_response():
    figure = drawn(answered("criticism", "HI", "silent"))
    first, second = sorted(figure.links, key=lambda link: not link.first)
    at = {node.part: node.y for node in figure.nodes}
    left, middle, right = figure.columns
    assert numbers(first.way)[:2] == [left + 8, at["trigger"]] and numbers(first.way)[-1] == at["octant"]
    assert numbers(second.way)[1] == at["octant"] and numbers(second.way)[-2:] == [right - 8, at["response"]]
    assert left < numbers(first.way)[-2] < middle < numbers(second.way)[0] < right


def test_links_at_one_name_lie_beside_each_other():
    figure = drawn(*[answered("criticism", "HI")] * 4, *[answered("criticism", "PA")] * 4)
    one, other = (numbers(link.way)[1] for link in figure.links)
    assert abs(one - other) == 16


def test_what_passed_a_test_is_marked_and_drawn_last():
    noted = [*[answered("criticism", "HI")] * 3, *[answered("praise", "PA")] * 9]
    figure = drawn(*noted, claims=chance("criticism", "HI"))
    assert [(link.given, link.claimed) for link in figure.links] == [("praise", False), ("criticism", True)]


def test_names_of_one_column_do_not_touch():
    noted = [answered(trigger, "HI") for trigger in ("criticism", "praise", "limit", "silence")]
    heights = sorted(node.y for node in drawn(*noted, *noted[:1] * 20).nodes if node.part == "trigger")
    assert min(then - one for one, then in zip(heights, heights[1:], strict=False)) >= 14


@given(records())
def test_every_name_and_link_lies_within_the_picture(observations):
    figure = drawn(*observations)
    if figure:
        assert all(figure.heads < node.y < figure.height for node in figure.nodes)
        assert all(0 <= y <= figure.height for link in figure.links for y in numbers(link.way)[1::2])
        assert all(0 <= x <= figure.width for link in figure.links for x in numbers(link.way)[::2])
