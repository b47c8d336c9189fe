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

from groupcounsel.lib.database_session import acting
from groupcounsel.lib.identifiers import uuid7
from members.models import Leadership
from observations.live.keys import PURPOSE, written_on
from observations.live.models import Quarantined


class Device:
    """`browser` is signed in as the author. `clock_off`: milliseconds by which this device's clock is wrong."""

    def __init__(self, browser, session, *, clock_off: int = 0):
        self.browser, self.clock_off, self.number = browser, clock_off, uuid4()
        self.place = 0
        self.session = session
        self.opened = browser.get(reverse("live:console_state", args=[session.id])).json()

    def now(self) -> int:
        return int(time.time() * 1000) + self.clock_off

    def entry(self, kind: str, said: dict, *, number: UUID | None = None, ago: float = 0, **content) -> dict:
        """An envelope; `digest` is what its acknowledgement has to repeat. `ago`: seconds since the tap."""
        self.place += 1
        plain = {"kind": kind, "said": said, "ticket": self.opened["ticket"], "salt": secrets.token_hex(16), **content}
        return self.sealed(json.dumps(plain).encode(), number or uuid7(), self.now() - int(ago * 1000))

    def sealed(self, plain: bytes, number: UUID, tapped: int, v=1) -> dict:
        private = generate_private_key(SECP256R1())
        site = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), b64decode(self.opened["key"]["public"]))
        cipher = AESGCM(HKDF(SHA256(), 32, None, PURPOSE).derive(private.exchange(ECDH(), site)))
        envelope = {
            "v": v, "id": str(number), "author": self.opened["author"], "session": str(self.session.id),
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

    def record(self, actor, event: UUID | None = None, *, toward="group", ago: float = 0, **facets):
        """A strong negative feeling unless told otherwise. `actor`: a person."""
        facets = {"actor": actor.ref, "toward": toward, "affect": "negative", "strength": 4} | facets
        return self.tell("record", {"event": str(event or uuid7()), "set": facets}, ago=ago)

    def change(self, event: UUID, **said):
        return self.tell("change", {"event": str(event), **said})


def leave_behind(live, browser, *strengths, then=()):
    """Bob tapped and completed the last of it, then his part in the group ended, then his tablet found the network."""
    device = Device(browser, live.session)
    events = [str(uuid7()) for _ in strengths]
    facets = {"actor": live.melati.person.ref, "toward": "group", "affect": "negative"}
    envelopes = [
        device.entry("record", {"event": event, "set": facets | {"strength": strength}}, ago=300 - 10 * strength)
        for event, strength in zip(events, strengths, strict=True)
    ]
    envelopes += [device.entry("change", {"event": events[-1], "set": said}, ago=60) for said in then]
    Leadership.objects.filter(user=live.bob).update(ends="2026-01-02")
    assert {device.send(envelope).json()["kept"] for envelope in envelopes} == {"quarantine"}
    with acting(group_id=live.group.id):
        return list(Quarantined.objects.order_by("tapped_at"))
