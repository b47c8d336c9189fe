"""What was tested and not borne out, in words: the counts alone, under a heading that says so."""

from collections.abc import Mapping, Sequence

from django.utils.translation import ngettext

from observations.analysis.claim import Claim
from observations.summaries.wording.changes import change_told, separation_told
from observations.summaries.wording.sentence import Sentence
from observations.summaries.wording.styles import answers_as_by_chance


def not_borne_out(claims: Sequence[Claim], pictured: Mapping, alias: str) -> list[Sentence]:
    """A version of before such claims were kept has none of them."""
    found = [(at, claim) for at, claim in enumerate(claims) if claim.p is not None and not claim.claimed]
    change = change_told(alias, [(at, claim) for at, claim in found if claim.kind == "change"])
    said = [change] if change else []
    said += [separation_told(alias, at, claim) for at, claim in found if claim.kind == "separation"]
    said += [answers_as_by_chance(alias, at, claim) for at, claim in found if claim.kind == "style"]
    tested, passed = pictured.get("tested", (0, 0))
    return said + ([_chains(tested - passed, tested)] if tested > passed else [])


def _chains(failed: int, tested: int) -> Sentence:
    """Each of them stands in the exported results."""
    text = ngettext(
        "Of %(n)s chain that was tested, %(k)s did not pass.",
        "Of %(n)s chains that were tested, %(k)s did not pass.",
        tested,
    )
    return Sentence(text % {"n": tested, "k": failed}, ())
