"""What is claimed about a group as a whole, in words."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext, ngettext

from groupcounsel.lib.templatetags.look import figure
from observations.analysis.claim import Claim
from observations.summaries.wording import feelings, people
from observations.summaries.wording.sentence import Numbered, Sentence, events, ground, listed, q_value, share

NAMED = 6  # so many pairs and people are named in a sentence, and the rest counted
SHOWN = ("behaviours", "triggers", "needs")
POINT = 1  # of five: one pair's doing much makes the others of both look a little less than themselves
Names = Mapping[str, str]


def group_sentences(claims: Sequence[Claim], names: Names) -> list[Sentence]:
    """`names` are the aliases of the members, by the ids that stand in the claims."""
    said = [
        _support(found_in(claims, "funnel")),
        *(feelings.TOPICS[kind](gettext("the group"), found_in(claims, kind)) for kind in ("focus", "focus-trend")),
        _together(found_in(claims, "tie", members=[])),
        _pairs(*found_in(claims, "coverage", what="pairs"), names),
        _untouched(*found_in(claims, "coverage", what="untouched"), names),
        _evoked(found_in(claims, "evoked", effect="partner"), names),
        _special(found_in(claims, "evoked", effect="relationship"), names),
        _shown([found for what in SHOWN for found in found_in(claims, "coverage", what=what)]),
    ]
    return [sentence for sentence in said if sentence]


def found_in(claims: Sequence[Claim], kind: str, **of) -> Numbered:
    return [(at, claim) for at, claim in enumerate(claims) if claim.kind == kind and of.items() <= claim.of.items()]


def _support(found: Numbered) -> Sentence | None:
    text = gettext("In %(k)s of %(n)s incidents a risk was taken and the group supported it.")
    return share(text, "", found)


def _together(found: Numbered) -> Sentence | None:
    measures = {claim.of["measure"]: (at, claim) for at, claim in found}
    at, claim = measures["persistence"]
    if claim.missing:
        return None
    text = gettext("Where two members were in a session together, one turned to the other in %(k)s of %(n)s cases.")
    said = [text % {"k": claim.observed, "n": claim.n}, *people.halves(measures["change"][1])]
    return Sentence(" ".join(said), (ground(at, claim, events(claim.detail["grounds"])),))


def _pairs(found: tuple[int, Claim], names: Names) -> Sentence | None:
    at, claim = found
    if not claim.n:
        return None
    text = ngettext(
        "%(k)s of %(n)s pair that was in a session together has met in an event.",
        "%(k)s of %(n)s pairs that were in a session together have met in an event.",
        claim.n,
    )
    longest = sorted(zip(claim.detail["sessions"], claim.detail["never"], strict=True), key=lambda pair: -pair[0])
    never = [" – ".join(sorted(names[person] for person in pair)) for _, pair in longest]
    note = gettext("Never: %(pairs)s") % {"pairs": some(never)} if never else ""
    grounds = (ground(at, claim, events(claim.detail["grounds"])),)
    return Sentence(text % {"k": claim.observed, "n": claim.n}, grounds, note)


def _untouched(found: tuple[int, Claim], names: Names) -> Sentence | None:
    at, claim = found
    if not claim.observed:
        return None
    text = ngettext(
        "In the last %(n)s sessions no event was by or toward this member, who was there: %(members)s.",
        "In the last %(n)s sessions no event was by or toward these members, who were there: %(members)s.",
        claim.observed,
    )
    left_out = sorted(names[person] for person in claim.detail["members"])
    told = text % {"n": len(claim.detail["sessions"]), "members": some(left_out)}
    counted = gettext("%(k)s of %(n)s members") % {"k": claim.observed, "n": claim.n}
    return Sentence(told, (ground(at, claim, counted),))


def _evoked(found: Numbered, names: Names) -> Sentence | None:
    """Those that are farthest from the mean of the group; each opens its own events."""
    known = [(at, claim) for at, claim in found if not claim.missing]
    if not known:
        return None
    farthest = sorted(known, key=lambda pair: (-abs(pair[1].estimate), names[pair[1].of["member"]]))[:NAMED]
    effects = ", ".join(f"{names[claim.of['member']]} {_signed(claim.estimate)}" for _, claim in farthest)
    text = gettext(
        "How strongly others feel what a member does, against the mean of %(mean)s of 5 that all have together: "
        "%(effects)s."
    )
    grounds = [ground(at, claim, names[claim.of["member"]], _span(claim)) for at, claim in farthest]
    table = farthest[0][1].detail
    return Sentence(text % {"mean": figure(table["mean"], 1), "effects": effects}, tuple(grounds), _gaps(table))


def _special(found: Numbered, names: Names) -> Sentence | None:
    """The strongest of those that are claimed and a whole point or more; each opens its own events."""
    clear = [(at, claim) for at, claim in found if claim.claimed and abs(claim.estimate) >= POINT]
    if not clear:
        return None
    pairs = {at: gettext("%(by)s at what %(of)s does") % _two(claim, names) for at, claim in clear}
    strongest = sorted(clear, key=lambda pair: (-abs(pair[1].estimate), pairs[pair[0]]))[:NAMED]
    text = gettext(
        "Stronger (+) or weaker (−) than either shows with the others, and so special to these two: %(pairs)s."
    )
    told = ", ".join(f"{pairs[at]} {_signed(claim.estimate)}" for at, claim in strongest)
    grounds = [ground(at, claim, pairs[at], f"{_span(claim)}, {q_value(claim)}") for at, claim in strongest]
    return Sentence(text % {"pairs": told}, tuple(grounds))


def _two(claim: Claim, names: Names) -> dict[str, str]:
    return {"by": names[claim.of["by"]], "of": names[claim.of["member"]]}


def _gaps(table: Mapping) -> str:
    have, whole = table["cells"], table["of_cells"]
    text = gettext("Of %(n)s pairs of who acted and who felt, something was noted for %(k)s.")
    return text % {"k": have, "n": whole} if have < whole else ""


def _span(claim: Claim) -> str:
    low, high = _signed(claim.low), _signed(claim.high)
    return gettext("%(low)s to %(high)s") % {"low": low, "high": high}


def _signed(value: float) -> str:
    return ("+" if value > 0 else "") + figure(value, 1)


def _shown(found: Numbered) -> Sentence | None:
    texts = {"behaviours": _behaviours, "triggers": _triggers, "needs": _needs}
    labels = {at: texts[claim.of["what"]](claim.observed) for at, claim in found if claim.observed}
    if not labels:
        return None
    text = gettext("The group has shown %(parts)s.") % {"parts": listed(list(labels.values()))}
    return Sentence(text, tuple(ground(at, claim, labels[at]) for at, claim in found if at in labels))


def _behaviours(n: int) -> str:
    return ngettext("%(n)s behaviour", "%(n)s different behaviours", n) % {"n": n}


def _triggers(n: int) -> str:
    return ngettext("%(n)s trigger", "%(n)s different triggers", n) % {"n": n}


def _needs(n: int) -> str:
    return ngettext("%(n)s need", "%(n)s different needs", n) % {"n": n}


def some(parts: Sequence[str]) -> str:
    more = len(parts) - NAMED
    if more <= 0:
        return ", ".join(parts)
    text = ngettext("%(some)s and %(n)s more", "%(some)s and %(n)s more", more)
    return text % {"some": ", ".join(parts[:NAMED]), "n": more}
