"""The end of the trail, noted outside the database too: a trail that was cut off at its end is a whole chain still."""

import json
import logging
import os
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import connection

from groupcounsel.audit.models import Entry

logger = logging.getLogger(__name__)


class Anchor(NamedTuple):
    """How many entries there were, and the last one's hash."""

    count: int
    hash: str


def place() -> Path:
    """Of this database: in one folder several may leave their notes."""
    return settings.VAR / "trail" / f"{connection.settings_dict['NAME']}.json"


def noted() -> Anchor | None:
    """What was noted last; None before the first time. A note that nobody can read is one that no trail meets."""
    try:
        said = json.loads(place().read_text())
        return Anchor(int(said["count"]), str(said["hash"]))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, LookupError):
        return Anchor(0, "")


def cut_off() -> Anchor | None:
    """What was noted, where the trail does not have it any more."""
    anchor = noted()
    return anchor if anchor and _end(anchor.count) != anchor else None


def note() -> None:
    """The trail's end as it is now. What the trail does not have any more stays noted until somebody sees to it."""
    head = _end(Entry.objects.order_by("-id").values_list("id", flat=True).first())
    if cut := cut_off():
        logger.error("The trail had %s entries, the last of them %s, and has them no more.", *cut)
    elif head and head != noted():
        _write(head)
        logger.info("The trail has %s entries, the last of them %s.", *head)


def _end(count: int | None) -> Anchor | None:
    found = Entry.objects.filter(pk=count).values_list("hash", flat=True).first()
    return found and Anchor(count, bytes(found).hex())


def _write(anchor: Anchor) -> None:
    """In one move: who reads meanwhile reads the one before."""
    place().parent.mkdir(parents=True, exist_ok=True)
    draft = place().with_suffix(f".{os.getpid()}")
    draft.write_text(json.dumps(anchor._asdict()))
    draft.replace(place())
