"""What templates draw and how they write figures. Strings are kept once made: a page may show hundreds."""

from functools import lru_cache

from django import template
from django.forms.utils import flatatt
from django.templatetags.static import static
from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext
from lucide.templatetags.lucide import lucide

register = template.Library()

MINUS, EN_DASH, THIN_SPACE, DOTS = "−", "–", "\u202f", 5
BOOKMARK = "⚑"
SQUARE, CIRCLE = "M{} .5h7v7h-7z", "M{} 4a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z"


STYLES = ["tokens", "base", "layout", "parts", "forms", "figures"]


@register.simple_tag
@lru_cache(maxsize=1)
def styles() -> str:
    """The links to the style sheets: the same on every page, so made once."""
    return format_html_join("", '<link rel="stylesheet" href="{}">', ((static(f"css/{name}.css"),) for name in STYLES))


@lru_cache(maxsize=512)
def _icon(name: str, label: str) -> str:
    spoken = {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}
    return lucide(name, size=18, **{"class": "icon"}, **spoken)


@register.simple_tag
def icon(name: str, label: str = "") -> str:
    """An icon of the lucide set; silent for screen readers unless it has a label."""
    return _icon(str(name), str(label))


@register.filter
def attributes(attrs: dict) -> str:
    """A widget's attributes as HTML; Django's own template for it costs more than the rest of the field."""
    return flatatt(attrs)


@register.filter
def signed(value) -> str:
    """-4 as −4, 3 as +3: with the minus that is as wide as the plus."""
    number = int(value)
    return f"{MINUS}{-number}" if number < 0 else f"+{number}"


def _shapes(shape: str, first: int, last: int) -> str:
    return "".join(shape.format(place * 10) for place in range(first, last))


@lru_cache(maxsize=64)
def _affect(kind: str, strength: int, language: str) -> str:
    negative = kind == "negative"
    shape = SQUARE if negative else CIRCLE
    words = (
        gettext("negative, strength %(strength)s of 5") if negative else gettext("positive, strength %(strength)s of 5")
    )
    return format_html(
        '<span class="affect {}"><span aria-hidden="true">{}</span><svg viewBox="0 0 47 8" aria-hidden="true">'
        '<path d="{}"/><path class="off" d="{}"/></svg><span class="hidden">{}</span></span>',
        "neg" if negative else "pos",
        signed(-strength if negative else strength),
        _shapes(shape, 0, strength),
        _shapes(shape, strength, DOTS),
        words % {"strength": strength},
    )


@register.simple_tag
def affect(kind, strength) -> str:
    """Squares for negative, circles for positive, as many filled as it was strong; nothing without affect."""
    return _affect(str(kind), int(strength), get_language()) if kind and strength else ""


@register.filter
def bookmarked(words: str) -> str:
    """What is to be come back to; a bookmark that nobody wrote words for speaks each reader's language."""
    return gettext("Come back to this") if words == BOOKMARK else words


@register.filter
def clock(seconds) -> str:
    """Seconds since the session began as minutes and seconds: 1872 is 31:12."""
    if seconds is None:
        return ""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"


@register.filter
def percent(share, places: int = 0) -> str:
    """A share from 0 to 1 as the language writes it: 33 %, 0,6 %."""
    if share is None:
        return EN_DASH
    return f"{_hundredths(share, places)}{THIN_SPACE}%"


@register.simple_tag
def interval(low, high, places: int = 0) -> str:
    """Two shares as one range: 12–65 %."""
    return f"{_hundredths(low, places)}{EN_DASH}{percent(high, places)}"


def _hundredths(share, places: int) -> str:
    """Whole ones are written alike in every language, and a page has dozens."""
    hundredths = round(float(share) * 100, places)
    return formats.number_format(hundredths, places) if places else str(int(hundredths))


@register.filter
def figure(value, places: int = 2) -> str:
    """A number with the decimal sign of the language and the minus of print; a dash where there is none."""
    return EN_DASH if value is None else formats.number_format(round(float(value), places), places).replace("-", MINUS)


def _range(low, high) -> str:
    line = f"M{low * 100:.1f} 7H{high * 100:.1f}"
    return mark_safe(f'<path class="fig-halo" d="{line}"/><path class="fig-range" d="{line}"/>')


@register.simple_tag
def bar(count, of, low=None, high=None) -> str:
    """A share as a bar, with the line in which the true share may lie."""
    return format_html(
        '<svg viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="fig-track" width="100" height="14"/><rect class="fig-bar" width="{}" height="14"/>{}</svg>',
        round(100 * count / of, 1) if of else 0,
        "" if low is None else _range(low, high),
    )
