"""Addresses of pages, worked out once for all ids.

Django goes through the routes for each address, and a page has thirty; here they differ in the ids alone.
"""

from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse


def address_of(name: str, *ids: UUID) -> str:
    """As `reverse` gives it."""
    return _pattern(name, len(ids), get_urlconf(settings.ROOT_URLCONF), get_script_prefix()) % ids


@lru_cache(maxsize=1024)
def _pattern(name: str, ids: int, urlconf: str, _prefix: str) -> str:
    stand_ins = [UUID(int=place) for place in range(ids)]
    address = reverse(name, urlconf, args=stand_ins).replace("%", "%%")
    for stand_in in stand_ins:
        address = address.replace(str(stand_in), "%s")
    return address
