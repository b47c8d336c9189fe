from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language

from observations.codebook.circumplex import sectors
from observations.codebook.codes import Octant

register = template.Library()
SMALL = sectors((12, 12), 11, 11)
LARGE = sectors((170, 130), 88, 102)


@register.simple_tag
def circumplex(octant: str | None) -> str:
    """A small circle with this octant filled; nothing for a behaviour without one."""
    return _circumplex(octant, get_language()) if octant else ""


@lru_cache(maxsize=32)
def _circumplex(octant: str, language: str) -> str:
    slices = format_html_join(
        "",
        '<path class="{}" d="{}"/>',
        (("fig-bar" if one.octant == octant else "fig-slice", one.path) for one in SMALL),
    )
    return format_html(
        '<svg class="circumplex" viewBox="0 0 24 24" role="img" aria-label="{}">{}</svg>', Octant(octant).label, slices
    )


@register.inclusion_tag("codebook/_circumplex.html")
def named_circumplex() -> dict:
    """The whole circle with the names of its octants."""
    return {"sectors": LARGE}
