"""What a page has dozens of, written here and not in a template: sentences on their grounds, sessions, open arcs."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from uuid import UUID

from django import template
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from groupcounsel.lib.addresses import addresses_of
from observations.summaries.arrangement import Told
from observations.summaries.wording import Ground, Sentence

register = template.Library()


@register.simple_tag
def sentence_row(one: Told, part: int, place: int, evidence_url: str, aside_url: str, approved: int | None) -> str:
    """With what it stands on, of which one is open at a time, and the way to set it aside where `aside_url` leads."""
    said, name = one.sentence, f"grounds-{part}-{place}"
    beside = "".join(_ground(ground, name, evidence_url) for ground in said.grounds) + _warnings(said)
    aside = _aside(said, aside_url) if aside_url else ""
    changed = _pill("on", _("changed since version %(version)s") % {"version": approved}) if one.changed else ""
    text = f'<p class="says">{escape(said.text)}</p>'
    return mark_safe(f'<li>{text}<div class="evidence">{beside}{aside}{changed}</div></li>')


def _ground(ground: Ground, name: str, evidence_url: str) -> str:
    url, label = f"{evidence_url}{ground.position}/", escape(ground.label)
    figures = f' <span class="num">{escape(ground.figures)}</span>' if ground.figures else ""
    if not ground.opens:
        return f"<span><b>{label}</b>{figures}</span>"
    loaded = f'name="{name}" hx-get="{url}" hx-trigger="toggle once" hx-target="find .grounds"'
    link = f'<ul class="grounds"><li><a href="{url}">{label}</a></li></ul>'
    return f"<details {loaded}><summary>{label}{figures}</summary>{link}</details>"


def _warnings(said: Sentence) -> str:
    note = f'<span class="num">{escape(said.note)}</span>' if said.note else ""
    return note + (_pill("bad", said.pill) if said.pill else "")


def _aside(said: Sentence, aside_url: str) -> str:
    url, words = f"{aside_url}{said.grounds[0].position}/", escape(pgettext("what to do", "Set aside"))
    whole = f'<span class="hidden">: {escape(said.text)}</span>'
    return f'<a class="small soft aside-link" href="{url}">{words}{whole}</a>'


def _pill(look: str, words: str) -> str:
    return f'<span class="pill {look}">{escape(words)}</span>'


@register.simple_tag
def session_chips(sessions: Sequence[tuple[int, UUID]]) -> str:
    """A way to the findings of each session."""
    hidden = f'<span class="hidden">{escape(_("Findings of session"))} </span>'
    urls = addresses_of("summaries:session_summary", [session for _number, session in sessions])
    chips = zip(sessions, urls, strict=True)
    return mark_safe("".join(f'<a class="chip num" href="{url}">{hidden}{number}</a>' for (number, _id), url in chips))


@register.simple_tag
def arc_rows(arcs: Iterable[Mapping]) -> str:
    """Whose incident it was and what comes next in its arc, leading to the arc."""
    named, following = _("%(who)s, session %(n)s"), _("next: %(component)s")
    return mark_safe("".join(_arc(arc, named, following) for arc in arcs))


def _arc(arc: Mapping, named: str, following: str) -> str:
    who = escape(named % {"who": arc["who"], "n": arc["session"]})
    then = escape(following % {"component": arc["next"]})
    return f'<li><a href="{arc["url"]}">{who}</a><span class="small soft">{then}</span></li>'
