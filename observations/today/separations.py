"""Who was away, who leaves, and when the group does not meet for longer than usual: each in one sentence."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groupcounsel.lib.templatetags.days import day as in_words
from members.models import Membership
from observations.today.unfinished import Noted
from sessions_app.models import Attendance, Session

LATELY = timedelta(days=28)
LONGER = 1.5  # times the usual distance between two sessions
FEWEST = 3  # sessions from which a usual distance is taken
State = Attendance.State


def absences(last: Session, noted: Iterable[Noted]) -> list[str]:
    """At the last session, those with word first."""
    away = [attendance for attendance in noted if not State(attendance.state).was_there]
    with_word = [row.alias for row in away if row.state == State.ABSENT_WITH_WORD]
    others = [row.alias for row in away if row.state != State.ABSENT_WITH_WORD]
    told = [(with_word, _("Away from session %(n)s, with word: %(who)s.")), (others, _away(away))]
    return [text % {"n": last.number, "who": ", ".join(who)} for who, text in told if who]


def _away(away: Iterable[Noted]) -> str:
    """An import may not know whether word was given."""
    if any(row.state == State.ABSENT for row in away):
        return _("Away from session %(n)s: %(who)s.")
    return _("Away from session %(n)s, without word: %(who)s.")


def leavings(members: Iterable[Membership], today: date) -> list[str]:
    """Who left within the last four weeks, or leaves on a day that is noted already."""
    found = [membership for membership in members if membership.left and membership.left >= today - LATELY]
    texts = {True: _("%(who)s leaves on %(day)s."), False: _("%(who)s left on %(day)s.")}
    return [texts[one.left > today] % {"who": one.person.alias, "day": in_words(one.left)} for one in found]


def breaks(held: Sequence[Session], coming: Sequence[Session]) -> list[str]:
    """The first distance to come that is longer than one and a half times the usual one. Nothing is called a break in a
    group of which the usual distance is not known."""
    usual = usual_distance(held)
    if usual is None:
        return []
    ways = ((one, other, (other.day - one.day).days) for one, other in pairwise([held[-1], *coming]))
    long = [_break(one, other, days, usual) for one, other, days in ways if days > LONGER * usual]
    return long[:1]


def not_known(held: Sequence[Session], coming: Sequence[Session], not_noted: int) -> list[str]:
    """What nobody can tell, so that nothing is said of it. `not_noted`: members without attendance at the last."""
    if not held:
        return [_("No session was held yet: who was away and whether a break comes is not known.")]
    attendance = ngettext(
        "Attendance of %(people)s member at session %(n)s is not noted.",
        "Attendance of %(people)s members at session %(n)s is not noted.",
        not_noted,
    )
    told = [attendance % {"people": not_noted, "n": held[-1].number}] if not_noted else []
    if not coming:
        return [*told, _("Whether a break comes is not known: no session is planned.")]
    if usual_distance(held) is None:
        told.append(_("Whether a break comes is not known: how far apart the sessions usually are has yet to be seen."))
    return told


def usual_distance(held: Sequence[Session]) -> float | None:
    """Days from one session to the next, the median; None while fewer than `FEWEST` were held."""
    if len(held) < FEWEST:
        return None
    return median((other.day - one.day).days for one, other in pairwise(held)) or None


def _break(one: Session, other: Session, days: int, usual: float) -> str:
    text = ngettext(
        "A break: %(days)s day from session %(one)s to session %(other)s on %(day)s, usually %(usual)s.",
        "A break: %(days)s days from session %(one)s to session %(other)s on %(day)s, usually %(usual)s.",
        days,
    )
    named = {"days": days, "one": one.number, "other": other.number, "day": in_words(other.day)}
    return text % (named | {"usual": f"{usual:g}"})
