from django import template

from observations.codebook.codes import Stance
from observations.debriefing.words import open_words

register = template.Library()


@register.filter
def still(step) -> list[str]:
    """What is still asked of it, in words."""
    return open_words(step)


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
