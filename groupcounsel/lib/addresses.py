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
    return _here(name, tuple(map(type, ids))) % ids


def addresses_of(name: str, ids: Iterable[UUID]) -> list[str]:
    """Those of a list, of one id each."""
    pattern = _here(name, (UUID,))
    return [pattern % id for id in ids]


def _here(name: str, kinds: tuple[type, ...]) -> str:
    return _pattern(name, kinds, get_urlconf(settings.ROOT_URLCONF), get_script_prefix())


@lru_cache(maxsize=1024)
def _pattern(name: str, kinds: tuple[type, ...], urlconf: str, _prefix: str) -> str:
    stand_ins = [STAND_INS[kind](place) for place, kind in enumerate(kinds)]
    address = reverse(name, urlconf, args=stand_ins).replace("%", "%%")
    for stand_in in stand_ins:
        address = address.replace(str(stand_in), "%s")
    return address
