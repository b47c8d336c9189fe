from django.db import migrations

from groupcounsel.lib.row_security import stays

DECISION = ("state", "decided_by_id", "reason")


class Migration(migrations.Migration):
    """A decision is noted on a kept entry. Of what came nothing changes, whoever decides."""

    dependencies = [("live", "0006_decided_once_by_whom_it_is_for")]
    operations = [stays("live_quarantined", "what_is_kept_apart_stays_as_it_came", but=DECISION)]
