from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sessions_app.models import Attendance, Session

register = template.Library()
LOOKS = {"forgotten": "wait", "live": "on", "debriefing": "wait", "signed": "good", "countersigned": "good"}


@register.simple_tag
def state_pill(session: Session) -> str:
    """What has become of it, in a word."""
    return _pill("forgotten" if session.passed_unrecorded else session.state, get_language())


@lru_cache(maxsize=32)
def _pill(state: str, language: str) -> str:
    words = _("not recorded") if state == "forgotten" else Session.State(state).label
    return format_html('<span class="pill {}">{}</span>', LOOKS.get(state, ""), words)


@register.filter
def there(attendances) -> list[Attendance]:
    return [row for row in attendances if Attendance.State(row.state).was_there]


@register.filter
def missed(attendances) -> list[Attendance]:
    return [row for row in attendances if not Attendance.State(row.state).was_there]
