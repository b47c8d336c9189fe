"""What somebody evokes in others, and how they are tied to them, in words."""

from django.utils.translation import gettext

from groupcounsel.lib.templatetags.look import figure
from observations.analysis.claim import Claim
from observations.codebook.codes import Feeling
from observations.summaries.wording.sentence import Numbered, Sentence, events, ground

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


TOPICS = {"evoked": _evoked}
