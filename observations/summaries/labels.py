"""What the behaviours of the practice's own list are called: claims have their codes only."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from django.db.models import F, Q

from observations.analysis.claim import Claim
from observations.codebook.models import Behaviour
from observations.summaries.content import claims_of
from observations.summaries.models import Summary


def claims_by_name(summary: Summary) -> list[Claim]:
    """The stored claims as they are worded: behaviours by their names."""
    return labelled(claims_of(summary.claims), summary.group_id)


def labelled(claims: Sequence[Claim], group_id: UUID) -> list[Claim]:
    """The same claims; those about a behaviour have its name, in the reader's language, as `label` in their detail."""
    codes = {code for claim in claims if (code := _behaviour(claim))}
    names = _names(codes, group_id) if codes else {}
    return [_named(claim, names) for claim in claims]


def _behaviour(claim: Claim) -> str | None:
    facet, code = claim.of.get("target", (None, None))
    return code if facet == "behaviour" else None


def _names(codes: set[str], group_id: UUID) -> dict[str, str]:
    """A name that came in the group's own file goes before that of the practice."""
    known = Behaviour.objects.filter(Q(group=None) | Q(group=group_id), code__in=codes)
    return {behaviour.code: str(behaviour) for behaviour in known.order_by(F("group").asc(nulls_first=True))}


def _named(claim: Claim, names: Mapping[str, str]) -> Claim:
    name = names.get(_behaviour(claim))
    return replace(claim, detail={**claim.detail, "label": name}) if name else claim
