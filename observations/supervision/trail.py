"""The trail as it is read: names for the ids of people and groups, words for what was done, never what was in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from groupcounsel.accounts.models import User
from groupcounsel.audit.anchor import cut_off
from groupcounsel.audit.models import Entry
from groupcounsel.audit.trail import broken_links
from members.models import Group
from observations.supervision.trail_words import ACTIONS, KINDS, PARTICULARS, VALUES

PAGE = 50
NEWEST = 1000  # entries that are checked whenever the page is shown


@dataclass
class Line:
    entry: Entry
    who: str
    action: str
    what: str
    group: str
    particulars: list[tuple[str, str]]


def page_of_entries(entries: QuerySet[Entry], before: str) -> tuple[list[Line], int | None]:
    """The newest of the entries, or those before a number; and the number to go on from, None at the end."""
    if before.isdecimal():
        entries = entries.filter(pk__lt=int(before))
    found = list(entries.order_by("-pk")[: PAGE + 1])
    shown = found[:PAGE]
    return lines(shown), shown[-1].pk if len(found) > PAGE else None


def lines(entries: list[Entry]) -> list[Line]:
    names = names_of({word for entry in entries for word in _ids(entry)})
    return [_line(entry, names) for entry in entries]


def names_of(ids: Iterable[UUID]) -> dict[str, str]:
    people = User.objects.filter(pk__in=ids).values_list("pk", "name")
    groups = Group.objects.filter(pk__in=ids).values_list("pk", "name")
    return {str(pk): name for pk, name in [*people, *groups]}


def _ids(entry: Entry) -> Iterator[UUID]:
    yield from (found for found in (entry.by, entry.subject, entry.group) if found)
    for word in _words(entry.detail):
        if (found := _as_id(word)) is not None:
            yield found


def _words(detail) -> Iterator[str]:
    if isinstance(detail, dict | list):
        for inner in detail.values() if isinstance(detail, dict) else detail:
            yield from _words(inner)
    elif isinstance(detail, str):
        yield detail


def _as_id(word: str) -> UUID | None:
    try:
        return UUID(word)
    except ValueError:
        return None


def _line(entry: Entry, names: dict[str, str]) -> Line:
    return Line(
        entry=entry,
        who=_named(str(entry.by), names) if entry.by else "",
        action=ACTIONS.get(entry.action, entry.action),
        what=_what(entry, names),
        group=_named(str(entry.group), names) if entry.group and entry.group != entry.subject else "",
        particulars=[(str(PARTICULARS.get(key, key)), text) for key, text in _particulars(entry, names) if text],
    )


def _named(word: str, names: dict[str, str]) -> str:
    """A name or a word where there is one; of another id its end, by which two can be told apart."""
    return names.get(word) or str(VALUES.get(word, "")) or (f"…{word[-8:]}" if _as_id(word) else word)


def _what(entry: Entry, names: dict[str, str]) -> str:
    if not entry.subject:
        return ""
    named = _named(str(entry.subject), names)
    return f"{KINDS[entry.kind]} {named}" if entry.kind in KINDS else named


def _particulars(entry: Entry, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    told = list(PARTICULARS)
    for key, value in sorted(entry.detail.items(), key=lambda item: told.index(item[0]) if item[0] in told else 99):
        if key == "values":
            for field, (old, new) in value.items():
                yield _field(entry.kind, field), f"{_said(old, names)} → {_said(new, names)}"
        elif key == "fields":
            known = entry.detail.get("values", {})
            yield key, ", ".join(_field(entry.kind, field) for field in value if field not in known)
        else:
            yield key, _said(value, names)


def _field(kind: str, name: str) -> str:
    try:
        return str(apps.get_model(kind)._meta.get_field(name).verbose_name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return name


def _said(value, names: dict[str, str]) -> str:
    """Empty for a count of nothing."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value == 0:
        return ""
    if isinstance(value, dict | list):
        return ", ".join(_named(word, names) for word in _words(value))
    return _named(str(value), names)


def chain(*, whole: bool = False) -> dict:
    """Whether every entry follows from the one before it: of the newest, or of the whole trail."""
    last = Entry.objects.aggregate(last=Max("pk"))["last"] or 0
    first = 1 if whole else max(1, last - NEWEST + 1)
    head = Entry.objects.filter(pk=last).values_list("hash", flat=True).first()
    ends = {"first": first, "last": last, "head": bytes(head or b"").hex()[:12]}
    return ends | {"broken": broken_links(first), "cut_off": cut_off()}
