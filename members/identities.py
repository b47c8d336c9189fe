"""The legal identity of a member: a few words, sealed as one text, apart from everything else."""

import json

from groupcounsel.lib.sealing import seal, unseal
from members.models import Identity


def sealed(words: dict[str, str]) -> str:
    return seal(json.dumps(words, sort_keys=True))


def opened(identity: Identity) -> dict[str, str]:
    """What is sealed in it, by the names of the form's fields. Raises `SealBroken`."""
    return json.loads(unseal(identity.sealed))
