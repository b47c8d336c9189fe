"""What is claimed about one session, in words: a line for each, so that the page is read in a minute."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from groupcounsel.lib.templatetags.look import figure, percent
from observations.analysis.claim import Claim
from observations.codebook.codes import ComponentKind, Octant
from observations.summaries.wording import feelings, incidents
from observations.summaries.wording.groups import Names, found_in, some
from observations.summaries.wording.sentence import Numbered, Sentence, events, ground, label_of, listed

Labels = Mapping[str, str]


class Rating(NamedTuple):
    """One of the two ratings of the climate, and those of the other sessions beside it."""

    name: str
    value: int | None
    others: Mapping


def session_sentences(claims: Sequence[Claim], names: Names, labels: Labels) -> list[Sentence]:
    """`names` are the aliases of the people, by the ids that stand in the claims, `labels` what behaviours are called.

    At most one line for each idea; what is not known makes none.
    """
    said = [
        _incidents(claims),
        _reached(found_in(claims, "funnel", within="session")),
        _moved(*found_in(claims, "funnel", component=None), names),
        _fears(*found_in(claims, "disconfirmation"), *found_in(claims, "rupture"), names),
        _focus(next(pair for pair in found_in(claims, "focus") if "session" in pair[1].of)),
        _reflection(found_in(claims, "reflection")),
        _people(*found_in(claims, "coverage", what="active"), *found_in(claims, "coverage", what="untouched"), names),
        _pairs(*found_in(claims, "coverage", what="pairs"), names),
        _new(
            *found_in(claims, "emergence", first="member"), *found_in(claims, "emergence", first="group"), names, labels
        ),
    ]
    return [sentence for sentence in said if sentence]


def _incidents(claims: Sequence[Claim]) -> Sentence:
    by_affect = [pair for affect in ("negative", "positive") for pair in found_in(claims, "incident", affect=affect)]
    negative, positive = (claim.observed for _, claim in by_affect)
    [(_, every)] = found_in(claims, "incident", affect=None)
    text = gettext("No critical incident is on record.")
    if every.observed:
        text = ngettext(
            "%(n)s critical incident: %(negative)s with negative and %(positive)s with positive affect.",
            "%(n)s critical incidents: %(negative)s with negative and %(positive)s with positive affect.",
            every.observed,
        )
    grounds = [ground(at, claim, incidents.incidents_label(claim)) for at, claim in by_affect if claim.observed]
    named = {"n": every.observed, "negative": negative, "positive": positive}
    return Sentence(text % named, tuple(grounds), beside_others(every.detail["others"], count))


def beside_others(others: Mapping, said: Callable[[float], str]) -> str:
    """Nothing where the other sessions are too few."""
    if others["missing"]:
        return ""
    named = {name: said(others[name]) for name in ("median", "least", "most")}
    text = gettext("Other %(sessions)s sessions: median %(median)s, from %(least)s to %(most)s")
    return text % {"sessions": others["sessions"], **named}


def count(value: float) -> str:
    """Between two counts the median may be a half."""
    return figure(value, 0 if value == round(value) else 1)


def _reached(found: Numbered) -> Sentence | None:
    """Up to the first step that none came to."""
    known = [(at, claim) for at, claim in found if claim.n]
    last = next((place for place, (_, claim) in enumerate(known, 1) if not claim.observed), len(known))
    if not known:
        return None
    steps = [
        incidents.steps()[claim.of["component"]] % {"k": claim.observed, "n": claim.n} for _, claim in known[:last]
    ]
    text = gettext("Within the session its incidents came %(steps)s.") % {"steps": listed(steps)}
    return Sentence(text, tuple(ground(at, claim, incidents.step_label(claim)) for at, claim in known[:last]))


def _moved(found: tuple[int, Claim], names: Names) -> Sentence | None:
    at, claim = found
    if not claim.n:
        return None
    if not claim.observed:
        text = ngettext(
            "Of %(n)s earlier incident whose arc was not complete, none moved on.",
            "Of %(n)s earlier incidents whose arcs were not complete, none moved on.",
            claim.n,
        )
        return Sentence(text % {"n": claim.n}, ())
    text = ngettext(
        "%(k)s incident of an earlier session moved on: %(arcs)s.",
        "%(k)s incidents of earlier sessions moved on: %(arcs)s.",
        claim.observed,
    )
    told = text % {"k": claim.observed, "arcs": some([_arc(arc, names) for arc in claim.detail["arcs"]])}
    label = gettext("%(k)s of %(n)s not complete before") % {"k": claim.observed, "n": claim.n}
    return Sentence(told, (ground(at, claim, label),))


def _arc(arc: Mapping, names: Names) -> str:
    who = names[arc["member"]] if arc["member"] else gettext("a counselor")
    to = str(ComponentKind(arc["seen"][-1]).label)
    text = gettext("%(who)s from session %(session)s to %(component)s")
    return text % {"who": who, "session": arc["session"], "component": to}


def _fears(fears: tuple[int, Claim], worse: tuple[int, Claim], names: Names) -> Sentence | None:
    (at, claim), (at_worse, rupture) = fears, worse
    if not claim.n:
        return None
    waiting = rupture.detail["without_follow_up"]
    grounds, said = [ground(at, claim, events(claim.n))], [_how_they_came_true(claim)]
    if rupture.observed:
        grounds.append(ground(at_worse, rupture, gettext("%(n)s worse than feared") % {"n": rupture.observed}))
        said += incidents.still_waiting(waiting) or [gettext("What came worse has been followed up.")]
    rated = [f"{names[who]} {expected} → {happened}" for who, expected, happened in claim.detail["rated"]]
    return Sentence(" ".join(said), tuple(grounds), some(rated), gettext("follow-up open") if waiting else "")


def _how_they_came_true(claim: Claim) -> str:
    text = ngettext(
        "%(n)s fear rated before and after: %(less)s came true less than feared, %(same)s as feared, %(worse)s worse.",
        "%(n)s fears rated before and after: %(less)s came true less than feared, %(same)s as feared, %(worse)s worse.",
        claim.n,
    )
    return text % {"n": claim.n, **{name: claim.detail[name] for name in ("less", "same", "worse")}}


def _focus(found: tuple[int, Claim]) -> Sentence | None:
    at, claim = found
    if not claim.n:
        return None
    text = ngettext(
        "In %(k)s of %(n)s event with a focus this was the here and now.",
        "In %(k)s of %(n)s events with a focus this was the here and now.",
        claim.n,
    )
    said = text % {"k": claim.observed, "n": claim.n}
    note = beside_others(claim.detail["others"], percent) if not claim.missing else ""
    return Sentence(said, (ground(at, claim, events(claim.observed)),), note)


def _reflection(found: Numbered) -> Sentence | None:
    (_, with_it), (_, without) = found
    if not with_it.n:
        return None
    text = ngettext(
        "Reflection followed %(k)s of %(n)s strong feeling; %(rest)s stayed without.",
        "Reflection followed %(k)s of %(n)s strong feelings; %(rest)s stayed without.",
        with_it.n,
    )
    said = text % {"k": with_it.observed, "n": with_it.n, "rest": without.observed}
    return Sentence(said, tuple(ground(at, claim, feelings.reflected(claim)) for at, claim in found if claim.observed))


def _people(active: tuple[int, Claim], untouched: tuple[int, Claim], names: Names) -> Sentence | None:
    (at, acted), (_, left_out) = active, untouched
    if acted.missing:
        return None
    text = ngettext(
        "%(k)s of %(n)s member who was there acted",
        "%(k)s of %(n)s members who were there acted",
        acted.n,
    )
    often = sorted(acted.detail["members"].items(), key=lambda pair: (-pair[1], pair[0]))
    who = some([f"{names[person]} {n}" for person, n in often])
    said = text % {"k": acted.observed, "n": acted.n} + (f": {who}." if who else ".")
    return Sentence(f"{said} {_left_out(left_out, names)}", (ground(at, acted, events(acted.detail["grounds"])),))


def _left_out(claim: Claim, names: Names) -> str:
    if not claim.observed:
        return gettext("Everybody who was there acted or was addressed.")
    text = ngettext(
        "No event was by or toward this member, who was there: %(members)s.",
        "No event was by or toward these members, who were there: %(members)s.",
        claim.observed,
    )
    return text % {"members": some(sorted(names[person] for person in claim.detail["members"]))}


def _pairs(found: tuple[int, Claim], names: Names) -> Sentence | None:
    at, claim = found
    if not claim.n:
        return None
    text = ngettext(
        "%(k)s of %(n)s pair of members who were there met in an event",
        "%(k)s of %(n)s pairs of members who were there met in an event",
        claim.n,
    )
    met = some([f"{_pair(pair, names)} {n}" if n > 1 else _pair(pair, names) for *pair, n in claim.detail["met"]])
    first = some([_pair(pair, names) for pair in claim.detail["first"] or ()])
    said = text % {"k": claim.observed, "n": claim.n} + (f": {met}." if met else ".")
    note = gettext("For the first time: %(pairs)s") % {"pairs": first} if first else ""
    return Sentence(said, (ground(at, claim, events(claim.detail["grounds"])),), note)


def _pair(pair: Sequence[str], names: Names) -> str:
    return " – ".join(sorted(names[person] for person in pair))


def _new(own: tuple[int, Claim], group: tuple[int, Claim], names: Names, labels: Labels) -> Sentence | None:
    (at, of_members), (at_group, of_group) = own, group
    told = [_fresh(row, names, labels) for row in of_members.detail["first"]]
    parts, grounds = [], []
    if told:
        parts.append(gettext("For the first time: %(shown)s.") % {"shown": some(told)})
        grounds.append(ground(at, of_members, gettext("new of a member: %(n)s") % {"n": of_members.observed}))
    if of_group.observed and not of_group.missing:
        shown = some([f"“{behaviour(row['target'], labels)}”" for row in of_group.detail["first"]])
        parts.append(gettext("New in the whole group: %(shown)s.") % {"shown": shown})
        grounds.append(ground(at_group, of_group, gettext("new in the group: %(n)s") % {"n": of_group.observed}))
    return Sentence(" ".join(parts), tuple(grounds)) if parts else None


def _fresh(row: Mapping, names: Names, labels: Labels) -> str:
    text = gettext("%(who)s “%(behaviour)s”, in attended session %(clock)s")
    return text % {"who": names[row["member"]], "behaviour": behaviour(row["target"], labels), "clock": row["clock"]}


def behaviour(target: Sequence[str], labels: Labels) -> str:
    facet, code = target
    return label_of(Octant, code) if facet == "octant" else labels.get(code, code)


def climate_sentence(ratings: Sequence[Rating]) -> Sentence | None:
    known = [rating for rating in ratings if rating.value]
    if not known:
        return None
    parts = [gettext("%(name)s %(value)s of 5") % {"name": rating.name, "value": rating.value} for rating in known]
    note = "; ".join(_rated_otherwise(rating) for rating in known if not rating.others["missing"])
    return Sentence(gettext("Rated after the session: %(parts)s.") % {"parts": listed(parts)}, (), capfirst(note))


def _rated_otherwise(rating: Rating) -> str:
    text = gettext("%(name)s in %(sessions)s other sessions: median %(median)s, from %(least)s to %(most)s")
    figures = {name: count(rating.others[name]) for name in ("median", "least", "most")}
    return text % {"name": rating.name, "sessions": rating.others["sessions"], **figures}
