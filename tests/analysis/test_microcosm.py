"""The group as a small world, and what the records leave untouched."""

from observations.analysis.gaps import FACETS, NEEDS, gaps
from observations.analysis.microcosm import microcosm
from observations.analysis.records import COMPONENTS, Response, Stance
from observations.codebook.codes import Need

from .made import event, events, incident, only


def test_the_spontaneous_share_is_over_the_events_of_which_the_origin_was_noted():
    found = [*events(6, origin="spontaneous"), *events(3, origin="evoked"), *events(4)]
    claim = only(microcosm(found), "microcosm", origin="spontaneous")
    assert (claim.n, claim.observed) == (9, 6) and claim.estimate == 6 / 9


def test_each_behaviour_with_a_parallel_has_its_events_and_relationships():
    found = [
        *events(3, behaviour="gives-in", octant="HI", outside="family"),
        *events(2, behaviour="gives-in", octant="HI", outside="work"),
        *events(4, behaviour="gives-in", octant="HI"),
        *events(2, octant="LM"),
        event(octant="FG", outside="friends"),
    ]
    claims = microcosm(found)
    assert [claim.of["target"] for claim in claims[3:]] == [["behaviour", "gives-in"], ["octant", "FG"]]
    gives_in = claims[3]
    assert (gives_in.n, gives_in.observed, gives_in.detail["outside"]) == (9, 5, {"family": 3, "work": 2})


def test_who_recognised_a_parallel_is_asked_only_where_somebody_did():
    found = [
        event(outside="family", recognised_by=("melati", "dahlia")),
        event(outside="work", recognised_by=("dahlia",)),
        event(outside="work"),
        event(recognised_by=("melati",)),
    ]
    claim = only(microcosm(found), "microcosm", recognised="member")
    assert (claim.n, claim.observed) == (2, 1)
    assert claim.detail == {"parallels": 3, "outside": {"family": 1, "work": 2}}


def test_transferences_are_counted_by_figure_and_by_what_the_others_said():
    found = [
        event(transference="mother", validations=(Stance("dahlia", "confirms"),)),
        event(transference="father"),
        event(transference="father", validations=(Stance("melati", "confirms"),)),
        event(validations=(Stance("dahlia", "confirms"),)),
    ]
    claim = only(microcosm(found), "microcosm", transference="validated")
    assert (claim.n, claim.observed, claim.detail["figures"]) == (3, 1, {"father": 2, "mother": 1})
    assert claim.detail["confirmed"] == 1 and claim.detail["open"] == 2


def test_coverage_counts_the_events_that_say_more_than_the_quick_entry():
    found = [*events(6, affect="negative", strength=3), *events(2, affect="negative", trigger="praise"), event()]
    claim = gaps(found)
    assert (claim.n, claim.observed, claim.estimate) == (8, 2, 0.25)
    assert claim.detail["noted"]["trigger"] == 2 and claim.detail["noted"]["response"] == 0


def test_what_was_never_noted_is_listed_the_most_useful_first():
    never = gaps(events(8, trigger="praise")).detail["never"]
    assert never["facets"][:2] == ["response", "behaviour"] and "trigger" not in never["facets"]
    assert never["components"] == [] and never["needs"] == [], "without incidents and needs these are no gaps yet"


def test_components_and_needs_are_gaps_where_others_of_them_were_noted():
    never = gaps([incident("yn???"), event(need="esteem")]).detail["never"]
    assert never["components"] == list(COMPONENTS[2:])
    assert never["needs"] == [need for need in NEEDS if need != "esteem"]


def test_the_needs_are_those_of_the_codebook():
    assert list(NEEDS) == Need.values


def test_every_facet_is_noticed():
    whole = event(
        responses=(Response("dahlia", "supports"),), trigger="praise", octant="HI", reflection="none", need="esteem",
        feared_expected=0, felt=("anything",), focus="past", outside="work", insight_process="clarification",
        origin="evoked", process_looked_at=False,
    )  # fmt: skip
    claim = gaps([whole])
    assert claim.detail["never"]["facets"] == [] and claim.detail["noted"] == dict.fromkeys(FACETS, 1)
