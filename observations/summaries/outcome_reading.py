"""Memberships that are over: what their members came to understand beside their outcome, from the stored summaries.

The database shows those of the groups that somebody may read. Of a summary only the claims that are needed are fetched,
so that years of memberships cost no more than a list of them.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import models
from django.db.models.expressions import RawSQL
from django.http import Http404
from django.urls import reverse

from members.models import Membership
from observations.analysis.claim import Claim
from observations.analysis.cognitive import Ended, by_outcome, cognitive, is_of
from observations.summaries.content import claims_of
from observations.summaries.editing import name_of
from observations.summaries.findings import key_of
from observations.summaries.findings_reading import Opened
from observations.summaries.models import SetAside, Summary
from observations.summaries.querysets import AGREED
from observations.summaries.wording.outcomes import (
    figures_in_words,
    label_of_outcome,
    lack_in_words,
    median_in_words,
    outcome_sentence,
)

KEPT = RawSQL(
    """jsonb_path_query_array(summaries_summary.claims, '$[*] ? (@.kind == "reflection" || @.kind == "insight")')""",
    [],
    models.JSONField(),
)


class Cell(NamedTuple):
    """A figure in words, or what is missing for one; `spread` has mean and range."""

    figure: str
    spread: str
    lack: str


class Row(NamedTuple):
    """One outcome: how many memberships ended so, and the address of which they are."""

    outcome: str
    n: int
    cells: list[Cell]
    url: str


def over_all() -> dict[str, object]:
    """Over every membership that is over and may be read; who has not agreed is counted and in none of it."""
    former = _former()
    agreed = [m for m in former if m.agreed]
    found = _ended(agreed)
    return {
        "rows": _rows(list(found.values())),
        "memberships": len(found),
        "withheld": len(former) - len(agreed),
        "building": len(agreed) - len(found),
    }


def of_one_outcome(key: str) -> tuple[str, list[dict[str, object]]]:
    """The outcome in words, and by group and alias the members who left so, each with their own figures."""
    agreed = [m for m in _former() if m.agreed]
    found = _ended(agreed)
    ended = [(m, found[m.id]) for m in agreed if m.id in found and _key(found[m.id].outcome) == key]
    if not ended:
        raise Http404
    members = [{"membership": m, "figures": figures_in_words(one.figures)} for m, one in ended]
    return label_of_outcome(ended[0][1].outcome), members


def _key(outcome: str | None) -> str:
    return key_of("outcome", {"outcome": outcome})


def _former() -> list[Membership]:
    former = Membership.objects.former().select_related("person", "group").annotate(agreed=AGREED)
    return list(former.order_by("group__name", "group_id", "person__alias", "id"))


def _ended(memberships: Sequence[Membership]) -> dict[UUID, Ended]:
    """By membership, of those whose summary is built, in their order; a sentence set aside is no figure."""
    summaries = _newest(memberships)
    aside = _set_aside(summaries)
    return {
        m.id: Ended(str(m.id), m.outcome or None, cognitive(_standing(*summaries[m.id], aside)))
        for m in memberships
        if m.id in summaries
    }


def _newest(memberships: Sequence[Membership]) -> dict[UUID, tuple[UUID, list[Claim]]]:
    """By membership the newest version in force: its id, and of its claims those that are needed."""
    wanted = Summary.objects.exclude(state=Summary.State.SUPERSEDED).filter(membership__in=[m.id for m in memberships])
    rows = wanted.order_by("membership", "-version").distinct("membership").annotate(kept=KEPT)
    return {m: (summary, claims_of(kept)) for m, summary, kept in rows.values_list("membership", "id", "kept")}


def _set_aside(summaries: Mapping[UUID, tuple[UUID, list[Claim]]]) -> dict[UUID, set[str]]:
    found = defaultdict(set)
    rows = SetAside.objects.filter(summary__in=[summary for summary, _ in summaries.values()])
    for summary, claim in rows.values_list("summary", "claim"):
        found[summary].add(claim)
    return found


def _standing(summary: UUID, claims: Sequence[Claim], aside: Mapping[UUID, set[str]]) -> list[Claim]:
    return [claim for claim in claims if name_of(claim) not in aside.get(summary, ())]


def _rows(ended: Sequence[Ended]) -> list[Row]:
    """In the order in which outcomes are offered; those of an import's own words follow, then those without one."""
    claims = defaultdict(list)
    for claim in by_outcome(ended):
        claims[claim.of["outcome"]].append(claim)
    offered = [*Membership.Outcome.values]
    order = sorted(claims, key=lambda o: (o is None, offered.index(o) if o in offered else len(offered)))
    return [_row(outcome, claims[outcome]) for outcome in order]


def _row(outcome: str | None, claims: Sequence[Claim]) -> Row:
    url = reverse("summaries:outcome_members", args=[_key(outcome)])
    return Row(label_of_outcome(outcome), claims[0].n, [_cell(claim) for claim in claims], url)


def _cell(claim: Claim) -> Cell:
    if claim.missing:
        return Cell("", "", lack_in_words(claim))
    return Cell(*median_in_words(claim), "")


def beside_outcome(
    membership: Membership, claims: Sequence[Claim], evidence_url: str, aside: Collection[str]
) -> list[Opened]:
    """A line on the page of a member who has left; none where both of its sentences are set aside."""
    if not membership.left:
        return []
    standing = [(at, claim) for at, claim in enumerate(claims) if name_of(claim) not in aside]
    figures = cognitive(claim for _, claim in standing)
    if not figures:
        return []
    places = {name: next(at for at, claim in standing if is_of(name, claim)) for name in figures}
    said = outcome_sentence(membership.person.alias, membership.outcome or None, figures, places)
    return [Opened(said, [(ground, f"{evidence_url}{ground.position}/") for ground in said.grounds])]
