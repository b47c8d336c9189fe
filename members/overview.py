"""What the pages of a group and of a member show."""

from itertools import groupby
from operator import attrgetter

from django.db.models import F
from django.utils.translation import gettext as _

from groupcounsel.lib.pages import page_of
from members.forms import NewStatementForm
from members.models import Consent, Group, Leadership, Membership, Statement

ROW = ("id", "person__alias", "joined", "left", "attendance")


def of_group(request, group: Group) -> dict:
    """The group comes with its counts. What grows is asked for by the page: 10 sessions, the members of one tab."""
    former, planned = request.GET.get("members") == "former", request.GET.get("sessions") == "planned"
    memberships = group.memberships.former() if former else group.memberships.current()
    sessions = group.sessions.upcoming().order_by("starts", "number") if planned else group.sessions.begun().newest()
    total = group.sessions_planned if planned else group.sessions_begun
    return {
        "group": group,
        "former": former,
        "planned": planned,
        "memberships": memberships.with_attendance().values_list(*ROW).order_by("person__alias"),
        "sessions": page_of(request, sessions, size=10, total=total),
        "leaders": [(Leadership.Role(role).label, name) for role, name in group.leaders or []],
        "member_tabs": _member_tabs(request, group),
        "session_tabs": _session_tabs(request, group),
    }


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


def of_member(membership: Membership, refused: NewStatementForm | None = None) -> dict:
    return {
        "membership": membership,
        "group": membership.group,
        "statements": statements(membership, refused),
        "consents": consents(membership),
    }


def statements(membership: Membership, refused: NewStatementForm | None) -> list[dict]:
    """Problems, then goals; those still open first. Every statement comes with its versions, the newest first."""
    open_first = [F("closed").asc(nulls_first=True), "position"]
    rows = list(membership.statements.prefetch_related("versions__written_by").order_by(*open_first))
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


def consents(membership: Membership) -> list[dict]:
    """For each purpose what is in force (None: never asked), and what was before it."""
    rows = sorted(membership.consents.select_related("by"), key=attrgetter("purpose"))
    histories = {purpose: list(history) for purpose, history in groupby(rows, key=attrgetter("purpose"))}
    return [
        {"purpose": purpose, "now": histories.get(purpose, [None])[0], "before": histories.get(purpose, [])[1:]}
        for purpose in Consent.Purpose
    ]
