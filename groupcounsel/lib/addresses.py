"""Addresses of pages, worked out once for all ids and numbers.

Django goes through the routes for each address, and a page has thirty; here they differ in their ids alone.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse

Id = UUID | int
STAND_INS: dict[type, Callable[[int], Id]] = {UUID: lambda place: UUID(int=place), int: lambda place: 10**12 + place}


def address_of(name: str, *ids: Id) -> str:
    """As `reverse` gives it."""
    return _pattern(name, tuple(map(type, ids)), get_urlconf(settings.ROOT_URLCONF), get_script_prefix()) % ids


def addresses_of(name: str, ids: Iterable[UUID]) -> list[str]:
    """Those of a list, of one id each."""
    pattern = _pattern(name, (UUID,), get_urlconf(settings.ROOT_URLCONF), get_script_prefix())
    return [pattern % id for id in ids]


@lru_cache(maxsize=1024)
def _pattern(name: str, kinds: tuple[type, ...], urlconf: str, _prefix: str) -> str:
    stand_ins = [STAND_INS[kind](place) for place, kind in enumerate(kinds)]
    address = reverse(name, urlconf, args=stand_ins).replace("%", "%%")
    for stand_in in stand_ins:
        address = address.replace(str(stand_in), "%s")
    return address
