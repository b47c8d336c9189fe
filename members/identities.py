"""The legal identity of a member: a few words, sealed as one text, apart from everything else."""

import json

from groupcounsel.lib.sealing import SealBroken, seal, unseal
from members.models import Identity, Membership


def sealed(words: dict[str, str]) -> str:
    return seal(json.dumps(words, sort_keys=True))


def opened(identity: Identity) -> dict[str, str]:
    """What is sealed in it, by the names of the form's fields. Raises `SealBroken`."""
    return json.loads(unseal(identity.sealed))


def kept_of(membership: Membership) -> dict[str, str]:
    """For comparing, never for showing: what is kept about the member; nothing where the seal is broken."""
    identity = Identity.objects.filter(person=membership.person_id).first()
    try:
        return opened(identity) if identity else {}
    except SealBroken:
        return {}
