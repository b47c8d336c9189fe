"""How a transfer is told: what is going on, what was imported, how much is wrong."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groupcounsel.accounts.models import User
from members.models import Group
from observations.reports.importing.outcome import SAID, told
from observations.reports.models import Transfer

NAMES = {
    "people": gettext_lazy("People in the group"),
    "sessions": gettext_lazy("Sessions"),
    "events": gettext_lazy("Events"),
    "polls": gettext_lazy("Polls"),
    "others": gettext_lazy("Further facts"),
    "amended": gettext_lazy("Amended"),
    "unchanged": gettext_lazy("Events unchanged"),
}


def summary_of(transfer: Transfer) -> dict:
    """What the page says beside the faults themselves. A constant number of queries."""
    words = {"seats": _seats(transfer), "doing": _doing(transfer), "most": 2 * transfer.size}
    return words | (_done(transfer) if transfer.state == Transfer.State.DONE else {})


def _done(transfer: Transfer) -> dict:
    """Counts in an order of ours: the database keeps them in its own."""
    counts = [(name, transfer.counts[key]) for key, name in NAMES.items()]
    sentence = told({name: transfer.counts[name] for name in SAID})
    return {"sentence": sentence, "counts": counts, "group": Group.objects.filter(ref=transfer.group).first()}


def _doing(transfer: Transfer) -> str:
    if transfer.state == Transfer.State.WAITING:
        return _("It waits for the worker, which does one thing after the other.")
    read = transfer.share > 0.99  # how much a seal adds is not known exactly
    return _("Everything is read; now it is written.") if read else _("The document is read.")


def _seats(transfer: Transfer) -> list[tuple[str, str]]:
    """Refs of counselors and the names of who they are here; addresses of those who are gone."""
    names = dict(User.objects.filter(email__in=transfer.seats.values()).values_list("email", "name"))
    return [(ref, names.get(email, email)) for ref, email in transfer.seats.items()]
