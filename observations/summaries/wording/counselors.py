"""What counselors felt with a member in words."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext

from observations.analysis.claim import Claim
from observations.codebook.codes import Feeling
from observations.summaries.wording.sentence import Sentence, events, ground, label_of


def counselor_sentences(claims: Sequence[Claim], member: str, counselor: str) -> list[Sentence]:
    """Of one counselor, in the order of the claims."""
    return [_sentence(at, claim, member, counselor) for at, claim in enumerate(claims)]


def _sentence(at: int, claim: Claim, member: str, counselor: str) -> Sentence:
    text = ngettext(
        "Of %(n)s feeling that %(counselor)s noted at events of %(member)s, %(k)s: %(feeling)s.",
        "Of %(n)s feelings that %(counselor)s noted at events of %(member)s, %(k)s: %(feeling)s.",
        claim.n,
    )
    names = {"counselor": counselor, "member": member, "feeling": label_of(Feeling, claim.of["feeling"])}
    said = text % ({"n": claim.n, "k": claim.observed} | names)
    grounds = (ground(at, claim, events(claim.observed)),)
    return Sentence(f"{said} {_shared(claim)}", grounds, gettext("for supervision") if claim.detail["alone"] else "")


def _shared(claim: Claim) -> str:
    asked, shared = claim.detail["asked"], claim.detail["shared"]
    if not asked:
        return gettext("Nobody else noted there what they felt.")
    text = ngettext(
        "At %(asked)s event of these others noted what they felt, the same at %(shared)s.",
        "At %(asked)s events of these others noted what they felt, the same at %(shared)s.",
        asked,
    )
    return text % {"asked": asked, "shared": shared}
