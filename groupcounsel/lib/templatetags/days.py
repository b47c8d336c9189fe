"""Days and times as the pages write them. Strings are kept once made: a list repeats the same days."""

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django import template
from django.utils import dateformat
from django.utils.translation import get_language

register = template.Library()


@register.filter
def day(value: date | None) -> str:
    """7 Jan 2026; nothing where there is no day."""
    return _day(value, get_language()) if value else ""


@register.filter
def moment(value: datetime | None, zone: str) -> str:
    """Wed 7 Jan 2026, 16:00 as the clocks of that time zone show it; nothing where there is no moment."""
    return _moment(value, zone, get_language()) if value else ""


@lru_cache(maxsize=4096)
def _moment(value: datetime, zone: str, language: str) -> str:
    return dateformat.format(value.astimezone(ZoneInfo(zone)), "D j M Y, H:i")


@lru_cache(maxsize=4096)
def _day(value: date, language: str) -> str:
    return dateformat.format(value, "j M Y")
