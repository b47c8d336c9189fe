from uuid import UUID

from django.http import Http404

from groupcounsel.lib.questions import question
from members.access import first_or_404, of_readable_group, of_writable_group
from members.models import Membership
from members.querysets import READABLE, WRITABLE
from observations.summaries.models import Summary
from observations.summaries.querysets import AROUND


@question
def _member(membership_id: UUID):
    rows = Membership.objects.select_related("person", "group").filter(READABLE, pk=membership_id)
    return rows.with_attendance().annotate(may_write=WRITABLE, **AROUND)


def member_to_read(membership_id: UUID) -> Membership:
    """With its group, and what its page shows beside the summary (`AROUND`)."""
    membership = first_or_404(_member(membership_id))
    membership.group.may_write = membership.may_write
    return membership


def summary_to_read(summary_id: UUID) -> Summary:
    """None is shown from the moment in which a member withdraws, though the queue may take a while to delete it."""
    return _agreed(of_readable_group(Summary.objects.all(), summary_id))


def summary_to_write(summary_id: UUID) -> Summary:
    return _agreed(of_writable_group(Summary.objects.all(), summary_id))


def _agreed(summary: Summary) -> Summary:
    summary.membership = member_to_read(summary.membership_id)
    if not summary.membership.agreed:
        raise Http404
    return summary
