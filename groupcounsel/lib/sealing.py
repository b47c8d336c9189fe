"""Secrets in the database: sealed with a keyring of its own, apart from SECRET_KEY."""

from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class SealBroken(Exception):
    """The sealed text cannot be opened: changed, or its key is gone. It is never given back as if it were text."""


def keyring() -> MultiFernet:
    if not settings.FIELD_KEYS:
        raise ImproperlyConfigured("Set FIELD_KEYS: one or more keys, the newest first (see docs/settings.md).")
    return _ring(tuple(settings.FIELD_KEYS))


@lru_cache(maxsize=4)
def _ring(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def seal(text: str) -> str:
    return keyring().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    try:
        return keyring().decrypt(sealed.encode()).decode()
    except InvalidToken as fault:
        raise SealBroken from fault
