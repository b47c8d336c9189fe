from html import escape

from django import template
from django.utils.safestring import mark_safe

from observations.summaries.wording import Ground, Sentence

register = template.Library()


@register.simple_tag
def grounds(sentence: Sentence, part: int, place: int, evidence_url: str) -> str:
    """What the sentence at this place of its part stands on, and beside it its figures; of its grounds one is open at a
    time. Written here and not in a template, because a page has forty of them.
    """
    name = f"grounds-{part}-{place}"
    parts = [_opened(ground, name, evidence_url) if ground.opens else _stated(ground) for ground in sentence.grounds]
    note = f'<span class="num">{escape(sentence.note)}</span>' if sentence.note else ""
    pill = f'<span class="pill bad">{escape(sentence.pill)}</span>' if sentence.pill else ""
    return mark_safe("".join(parts) + note + pill)


def _opened(ground: Ground, name: str, evidence_url: str) -> str:
    url, label = f"{evidence_url}{ground.position}/", escape(ground.label)
    loaded = f'name="{name}" hx-get="{url}" hx-trigger="toggle once" hx-target="find .grounds"'
    link = f'<ul class="grounds"><li><a href="{url}">{label}</a></li></ul>'
    return f"<details {loaded}><summary>{label}{_figures(ground)}</summary>{link}</details>"


def _stated(ground: Ground) -> str:
    return f"<span><b>{escape(ground.label)}</b>{_figures(ground)}</span>"


def _figures(ground: Ground) -> str:
    return f' <span class="num">{escape(ground.figures)}</span>' if ground.figures else ""
