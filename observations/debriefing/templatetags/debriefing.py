from django import template

from observations.codebook.codes import Stance
from observations.debriefing.words import Open, still_open

register = template.Library()


@register.filter
def still(step) -> list[Open]:
    """What is still asked of it."""
    return still_open(step)


@register.filter
def unlocalized(number: float) -> str:
    """A coordinate: with a point, whatever the language writes."""
    return f"{number:g}"


@register.filter
def stance(word: str) -> str:
    return str(Stance(word).label)


@register.filter
def of(found: dict, key):
    """What is found under the key."""
    return found[key]
