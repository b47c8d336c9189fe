"""What somebody evokes in others, and how they are tied to them, in words."""

from collections.abc import Mapping

from django.utils.translation import gettext

from groupcounsel.lib.templatetags.look import figure
from observations.analysis.claim import Claim
from observations.codebook.codes import Feeling
from observations.summaries.wording.sentence import Numbered, Sentence, events, ground, share

Measures = Mapping[str, tuple[int, Claim]]

SAID = 4  # so many feelings are told, the most frequent ones
OFTEN = 2  # what was noted once is in the results only


def _evoked(alias: str, found: Numbered) -> list[Sentence]:
    told = [(at, claim) for at, claim in found if _is_told(claim)]
    told.sort(key=lambda pair: (-pair[1].observed, pair[1].of["feeling"]))
    return [_feeling(alias, at, claim) for at, claim in told[:SAID]]


def _is_told(claim: Claim) -> bool:
    """Something that has no name in the codebook makes no sentence."""
    return not claim.missing and claim.observed >= OFTEN and claim.of["feeling"] != Feeling.OTHER


def _feeling(alias: str, at: int, claim: Claim) -> Sentence:
    named = {
        "alias": alias, "feeling": Feeling(claim.of["feeling"]).label, "k": claim.observed, "n": claim.n,
        "people": claim.detail["people"], "of_people": claim.detail["of_people"],
    }  # fmt: skip
    return Sentence(
        _evoked_text(claim) % named, (ground(at, claim, events(claim.detail["in_events"])),), _strength(claim)
    )


def _evoked_text(claim: Claim) -> str:
    if claim.detail["of_people"] == 1:
        return gettext(
            "What %(alias)s does makes one member feel %(feeling)s: in %(k)s of %(n)s noted feelings. "
            "Nobody else noted a feeling."
        )
    if claim.detail["people"] == 1:
        return gettext(
            "What %(alias)s does makes one of %(of_people)s people feel %(feeling)s: in %(k)s of %(n)s noted feelings. "
            "None of the others noted it."
        )
    return gettext(
        "What %(alias)s does makes others feel %(feeling)s: in %(k)s of %(n)s noted feelings, "
        "%(people)s of %(of_people)s people."
    )


def _strength(claim: Claim) -> str:
    mean = claim.detail["strength"]
    return "" if mean is None else gettext("mean strength %(mean)s of 5") % {"mean": figure(mean, 1)}


def _tie(alias: str, found: Numbered) -> list[Sentence]:
    of = {claim.of["measure"]: (at, claim) for at, claim in found}
    said = (_steady(alias, of), _strong(alias, of), _answered(alias, of))
    return [sentence for sentence in said if sentence]


def _steady(alias: str, of: Measures) -> Sentence | None:
    at, claim = of["persistence"]
    if claim.missing or not claim.observed:
        return None
    text = gettext("%(alias)s turned to somebody in person in %(k)s of %(n)s sessions with an event of %(alias)s.")
    said = [text % {"alias": alias, "k": claim.observed, "n": claim.n}, *halves(of["change"][1])]
    return Sentence(" ".join(said), (ground(at, claim, events(claim.detail["grounds"])),))


def halves(claim: Claim) -> list[str]:
    if claim.missing:
        return []
    (before, early), (after, late) = claim.detail["first"], claim.detail["second"]
    text = gettext("In the first half: %(before)s of %(early)s, in the second: %(after)s of %(late)s.")
    same = gettext("No change at all would fit these records too.") if claim.low <= 0 <= claim.high else ""
    said = text % {"before": before, "early": early, "after": after, "late": late}
    return [said, same] if same else [said]


def _strong(alias: str, of: Measures) -> Sentence | None:
    at, claim = of["intensity"]
    if claim.missing:
        return None
    text = gettext("When %(alias)s turned to somebody, the strength was %(mean)s of 5 on average.")
    mean, low, high = (figure(value, 1) for value in (claim.estimate, claim.low, claim.high))
    span = gettext("%(mean)s of 5 (%(low)s to %(high)s)") % {"mean": mean, "low": low, "high": high}
    return Sentence(text % {"alias": alias, "mean": mean}, (ground(at, claim, events(claim.n), span),))


def _answered(alias: str, of: Measures) -> Sentence | None:
    text = gettext("Who was addressed by %(alias)s responded in %(k)s of %(n)s events.")
    return share(text, alias, [of["reciprocity"]])


TOPICS = {"evoked": _evoked, "tie": _tie}
