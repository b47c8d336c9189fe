"""What counselors make of a draft: words of their own, and sentences set aside. An approved version stays as it is."""

import json

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from groupcounsel.audit.trail import record
from groupcounsel.lib.turns import one_at_a_time
from observations.analysis.claim import Claim
from observations.summaries.models import SetAside, Summary


class Approved(Exception):
    """The version was approved meanwhile, so nothing in it is changed."""


def name_of(claim: Claim) -> str:
    """The same for the same statement about a member, whatever its figures."""
    return f"{claim.kind} {json.dumps(claim.of, sort_keys=True)}"[:200]


@transaction.atomic
def write_words(*, summary: Summary, words: str, by) -> None:
    _edit(summary)
    facts = {"words_by": by, "words_at": timezone.now()} if words else {"words_by": None, "words_at": None}
    Summary.objects.filter(pk=summary.pk).update(words=words, **facts)
    record(by=by, action="summary-worded", subject=summary, version=summary.version)


@transaction.atomic
def set_aside(*, summary: Summary, claim: str, reason: str, by) -> None:
    """Again with another reason: the newest one stands."""
    _edit(summary)
    facts = {"reason": reason, "by": by, "at": timezone.now()}
    of = {"summary": summary, "claim": claim}
    SetAside.objects.update_or_create(**of, defaults=facts, create_defaults=facts | {"group_id": summary.group_id})
    record(by=by, action="claim-set-aside", subject=summary, version=summary.version)


@transaction.atomic
def take_back(*, aside: SetAside, by) -> None:
    _edit(aside.summary)
    SetAside.objects.filter(pk=aside.pk).delete()
    record(by=by, action="claim-taken-back", subject=aside.summary, version=aside.summary.version)


def _edit(summary: Summary) -> None:
    one_at_a_time(f"summary {summary.membership_id}")
    if not Summary.objects.filter(pk=summary.pk, state="draft").update(edits=F("edits") + 1):
        raise Approved
