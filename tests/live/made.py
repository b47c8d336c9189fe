"""A device as the console's page is one: it seals what is tapped, and sends it."""

import hashlib
import json
import secrets
import time
from base64 import b64decode, b64encode
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    SECP256R1,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.urls import reverse

from groupcounsel.lib.identifiers import uuid7
from observations.live.keys import PURPOSE, written_on


class Device:
    """`browser` is signed in as the author. `clock_off`: milliseconds by which this device's clock is wrong."""

    def __init__(self, browser, session, *, clock_off: int = 0):
        self.browser, self.clock_off, self.number = browser, clock_off, uuid4()
        self.place = 0
        self.session = session
        self.opened = browser.get(reverse("live:console_state", args=[session.id])).json()

    def now(self) -> int:
        return int(time.time() * 1000) + self.clock_off

    def entry(
        self, kind: str, said: dict, *, entry_id: UUID | None = None, tapped: int | None = None, **content
    ) -> dict:
        """An envelope, and beside it the digest that its acknowledgement has to repeat."""
        self.place += 1
        plain = {"kind": kind, "said": said, "ticket": self.opened["ticket"], "salt": secrets.token_hex(16), **content}
        return self.sealed(json.dumps(plain).encode(), entry_id or uuid7(), self.now() if tapped is None else tapped)

    def sealed(self, plain: bytes, entry_id: UUID, tapped: int) -> dict:
        private = generate_private_key(SECP256R1())
        site = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), b64decode(self.opened["key"]["public"]))
        cipher = AESGCM(HKDF(SHA256(), 32, None, PURPOSE).derive(private.exchange(ECDH(), site)))
        envelope = {
            "v": 1, "id": str(entry_id), "author": self.opened["author"], "session": str(self.session.id),
            "device": str(self.number), "place": self.place, "tapped": tapped, "key": self.opened["key"]["id"],
        }  # fmt: skip
        iv = secrets.token_bytes(12)
        sender = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        envelope["sealed"] = b64encode(cipher.encrypt(iv, plain, written_on(envelope))).decode()
        envelope |= {"iv": b64encode(iv).decode(), "sender": b64encode(sender).decode()}
        self.digest = hashlib.sha256(plain).hexdigest()
        return envelope

    def send(self, envelope: dict):
        body = {"now": self.now(), "envelope": envelope}
        return self.browser.post(reverse("live:entry_store"), body, content_type="application/json")

    def tell(self, kind: str, said: dict, **words):
        return self.send(self.entry(kind, said, **words))

    def record(self, event: UUID | None = None, **facets):
        said = {"actor": "m1", "toward": "group", "affect": "negative", "strength": 4} | facets
        return self.tell("record", {"event": str(event or uuid7()), "set": said})
