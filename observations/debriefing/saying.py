from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext_lazy as _

from groupcounsel.lib.constraints import told_in
from observations.events.rules import ANYWHERE
from observations.live.patches import Refused

WORDS = ANYWHERE | {"an_event_answers_another_once": (None, _("These two events are joined already."))}


@contextmanager
def said_in(form) -> Iterator[None]:
    """Inside, what the record refuses is taken back and said in the form."""
    try:
        with told_in(form, WORDS):
            yield
    except Refused as refused:
        form.add_error(None, str(refused))
