"""Envelopes: what a browser sealed to the site's public key is opened here and nowhere else.

P-256 key agreement with a fresh key of the sender, HKDF-SHA-256, AES-256-GCM; what stands on the envelope is
additional data, so that it cannot be exchanged.
"""

import json
from base64 import b64decode, b64encode
from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    derive_private_key,
    generate_private_key,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from groupcounsel.lib.sealing import SealBroken, seal, unseal
from observations.live.models import SealKey

ON_IT = ("v", "id", "author", "session", "device", "place", "tapped", "key")
PARTS = (*ON_IT, "sender", "iv", "sealed")
CLOSED = (InvalidTag, SealBroken, SealKey.DoesNotExist)
PURPOSE = b"groupcounsel console 1"


class Unreadable(Exception):
    """Not an envelope of ours, changed on its way, or sealed to a key that is gone."""


def key_in_force() -> SealKey:
    """The newest that can be opened here. Where there is none yet, or the key of all of them is gone, one is made."""
    return next(filter(_can_be_opened, SealKey.objects.all()), None) or _made()


def opened(envelope: dict) -> bytes:
    """What was sealed. Raises `Unreadable`."""
    try:
        _must_be_ours(envelope)
        sender = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), b64decode(envelope["sender"], validate=True))
        secret = _private(UUID(envelope["key"])).exchange(ECDH(), sender)
        cipher = AESGCM(HKDF(SHA256(), 32, None, PURPOSE).derive(secret))
        iv, sealed = (b64decode(envelope[name], validate=True) for name in ("iv", "sealed"))
        return cipher.decrypt(iv, sealed, written_on(envelope))
    except (*CLOSED, KeyError, TypeError, ValueError, AttributeError) as fault:
        raise Unreadable from fault


def bare(envelope: dict) -> dict:
    """Of one that could be opened, what belongs to it."""
    return {name: envelope[name] for name in PARTS}


def _must_be_ours(envelope: dict) -> None:
    if envelope["v"] != 1 or not all(isinstance(envelope[name], str | int) for name in PARTS):
        raise ValueError("an envelope of another make")


def written_on(envelope: dict) -> bytes:
    """What stands on the envelope, in one way of writing it: an array in the order of `ON_IT`."""
    return json.dumps([envelope[name] for name in ON_IT], separators=(",", ":")).encode()


def _can_be_opened(key: SealKey) -> bool:
    try:
        _private(key.id)
    except SealBroken:
        return False
    return True


def _made() -> SealKey:
    private = generate_private_key(SECP256R1())
    point = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    number = str(private.private_numbers().private_value)
    return SealKey.objects.create(public=b64encode(point).decode(), sealed=seal(number))


@lru_cache(maxsize=16)
def _private(key_id: UUID) -> EllipticCurvePrivateKey:
    return derive_private_key(int(unseal(SealKey.objects.get(pk=key_id).sealed)), SECP256R1())
