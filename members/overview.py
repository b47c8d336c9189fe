"""What the pages of a group and of a member show."""

from itertools import groupby
from operator import attrgetter
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from groupcounsel.lib.pages import page_of
from groupcounsel.lib.questions import Paged, question
from members.forms import ConsentForm, MemberFinder, NewStatementForm, SessionFinder
from members.models import Consent, Departure, Group, Leadership, Membership, Statement

MANY = 10  # from here on a list is searched
ROW = ("id", "person__alias", "joined", "left", "attendance")


@question
def group_with_figures(group_id: UUID):
    groups = Group.objects.readable().filter(pk=group_id)
    return groups.with_leaders().with_members().with_next_session().with_sessions()


def of_group(request, group: Group) -> dict:
    """The group comes with its counts. What grows is asked for by the page: 10 sessions, the members of one tab."""
    leaders = [(Leadership.Role(role).label, name) for role, name in group.leaders or []]
    return {"group": group, "leaders": leaders} | _members(request, group) | _sessions(request, group)


def _members(request, group: Group) -> dict:
    """Those of a tab; whoever fits the words that are searched for, of both."""
    finder, former = MemberFinder(request.GET), request.GET.get("members") == "former"
    of_tab = _former_members if former else _present_members
    return {
        "former": former or finder.words,
        "memberships": _as_rows(finder.of(group.memberships.all())) if finder.words else of_tab(group.pk),
        "member_tabs": [] if finder.words else _member_tabs(request, group),
        "member_finder": finder if finder.words or group.members_now + group.members_before > MANY else None,
        "kept_beside_members": _kept(request, "sessions", "q"),
    }


def _sessions(request, group: Group) -> dict:
    finder, planned = SessionFinder(request.GET), request.GET.get("sessions") == "planned"
    sessions = Paged(_planned_sessions if planned else _begun_sessions, group.pk)
    total = group.sessions_planned if planned else group.sessions_begun
    found, total = (finder.of(group.sessions.newest()), None) if finder.words else (sessions, total)
    return {
        "planned": planned,
        "sessions": page_of(request, found, size=10, total=total),
        "session_tabs": [] if finder.words else _session_tabs(request, group),
        "session_finder": finder if finder.words or group.sessions_planned + group.sessions_begun > MANY else None,
        "kept_beside_sessions": _kept(request, "members", "who"),
    }


@question
def _planned_sessions(group: UUID):
    return Group(pk=group).sessions.upcoming().order_by("starts", "number")


@question
def _begun_sessions(group: UUID):
    return Group(pk=group).sessions.begun().newest()


@question
def _present_members(group: UUID):
    return _as_rows(Membership.objects.filter(group=group).current())


@question
def _former_members(group: UUID):
    return _as_rows(Membership.objects.filter(group=group).former())


def _as_rows(memberships):
    return memberships.with_attendance().values_list(*ROW).order_by("person__alias")


def _kept(request, *names: str) -> list[tuple[str, str]]:
    """What the address says of the other list."""
    return [(name, request.GET[name]) for name in names if request.GET.get(name)]


def _member_tabs(request, group: Group) -> list[dict]:
    now = _tab(request, "members", "", _("Now"), group.members_now)
    return [now, _tab(request, "members", "former", _("Former"), group.members_before)] if group.members_before else []


def _session_tabs(request, group: Group) -> list[dict]:
    begun = _tab(request, "sessions", "", _("So far"), group.sessions_begun)
    return [begun, _tab(request, "sessions", "planned", _("Planned"), group.sessions_planned)]


def _tab(request, of: str, value: str, label: str, count: int) -> dict:
    """One of the tabs over a list; the tab of the other list stays as it is, and a list begins at its first page."""
    address = request.GET.copy()
    address.pop("page", None)
    address[of] = value
    url = f"?{address.urlencode()}#{of}"
    return {"label": label, "url": url, "count": count, "current": request.GET.get(of, "") == value}


def of_member(
    membership: Membership, refused: NewStatementForm | None = None, refused_consent: ConsentForm | None = None
) -> dict:
    return {
        "membership": membership,
        "group": membership.group,
        "statements": statements(membership, refused),
        "consents": consents(membership, refused_consent),
        "departures": _departures(membership.pk),
    }


@question
def _departures(membership: UUID):
    return Departure.objects.filter(membership=membership).select_related("by")


@question
def _consents(membership: UUID):
    return Consent.objects.filter(membership=membership).select_related("by")


@question
def _statements(membership: UUID):
    """Those still open first."""
    rows = Statement.objects.filter(membership=membership).prefetch_related("versions__written_by")
    return rows.order_by(F("closed").asc(nulls_first=True), "position")


def statements(membership: Membership, refused: NewStatementForm | None) -> list[dict]:
    """Problems, then goals; those still open first. Every statement comes with its versions, the newest first."""
    rows = _statements(membership.pk)
    words = {
        Statement.Kind.PROBLEM: (_("Problems"), _("Add a problem"), _("What happens between this person and others")),
        Statement.Kind.GOAL: (_("Goals"), _("Add a goal"), _("What should become possible")),
    }
    return [
        {
            "name": name,
            "add": add,
            "rows": [row for row in rows if row.kind == kind],
            "form": _new(kind, label, refused),
        }
        for kind, (name, add, label) in words.items()
    ]


def _new(kind: str, label: str, refused: NewStatementForm | None) -> NewStatementForm:
    """The form under a list: the refused one where it was sent from there."""
    mine = refused is not None and refused["kind"].value() == kind
    form = refused if mine else NewStatementForm(initial={"kind": kind})
    form.auto_id = f"id_{kind}_%s"
    form.fields["text"].label = label
    return form


def consents(membership: Membership, refused: ConsentForm | None) -> list[dict]:
    """For each purpose what is in force (None: never asked), what was before it, and the form that changes it."""
    rows = sorted(_consents(membership.pk), key=attrgetter("purpose"))
    for row in rows:
        row.membership = membership
    histories = {purpose: list(history) for purpose, history in groupby(rows, key=attrgetter("purpose"))}
    return [
        {
            "purpose": purpose,
            "now": histories.get(purpose, [None])[0],
            "before": histories.get(purpose, [])[1:],
            "form": _change(membership, purpose, refused),
        }
        for purpose in Consent.Purpose
    ]


def _change(membership: Membership, purpose: str, refused: ConsentForm | None) -> ConsentForm:
    mine = refused is not None and refused["purpose"].value() == purpose
    form = refused if mine else ConsentForm(initial={"purpose": purpose.value}, membership=membership)
    form.auto_id = f"id_{purpose.value}_%s"
    return form
