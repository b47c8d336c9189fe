from django import template

from observations.debriefing.words import in_words

register = template.Library()


@register.filter
def asks(question) -> str:
    return in_words(question)
