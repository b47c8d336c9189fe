from html import escape

from django import template
from django.utils.safestring import mark_safe

from groupcounsel.lib.templatetags.look import affect, clock
from observations.events.models import Event
from observations.events.timeline import Line

register = template.Library()


@register.simple_tag
def record_row(line: Line, added: Event | None = None) -> str:
    """One event of the timeline; written here and not in a template, because a page has twenty-five of them."""
    event = line.event
    new = " new" if added and added.pk == event.id else ""
    who = escape(f"{line.who} → {line.toward}" if line.toward else line.who)
    return mark_safe(
        f'<li class="event{new}" id="event-{event.id}"><time>{clock(event.at)}</time>'
        f'<a class="who" href="{line.url}">{who}</a>'
        f"<span>{affect(event.affect, event.strength)}</span>{_chips(line)}</li>"
    )


def _chips(line: Line) -> str:
    if not (line.chips or line.missing):
        return ""
    said = "".join(f'<span class="chip">{escape(word)}</span>' for word in line.chips)
    open_ = "".join(f'<span class="chip missing">{escape(word)}</span>' for word in line.missing)
    return f'<div class="chips">{said}{open_}</div>'
