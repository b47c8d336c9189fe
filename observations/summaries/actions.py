from django.db import transaction
from django.utils import timezone

from groupcounsel.audit.trail import record
from groupcounsel.lib.turns import one_at_a_time
from observations.summaries.models import Summary


class Renewed(Exception):
    """The draft is not any more what the person had before their eyes."""


@transaction.atomic
def approve_summary(*, summary: Summary, edition: str, by) -> None:
    """Keep the draft as it was read, of which `edition` tells; the version approved before it is superseded."""
    one_at_a_time(f"summary {summary.membership_id}")
    draft = Summary.objects.filter(pk=summary.pk, state="draft")
    if not any(found.edition == edition for found in draft):
        raise Renewed
    Summary.objects.filter(membership=summary.membership_id, state="approved").update(state="superseded")
    draft.update(state="approved", approved_by=by, approved_at=timezone.now())
    record(by=by, action="approved", subject=summary, version=summary.version)
