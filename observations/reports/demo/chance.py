import random
import uuid

from observations.reports.demo.cast import Role

HELD = 12


def identifier(chance: random.Random) -> str:
    """A version 7 UUID from the given chance, so that it stays the same."""
    value = chance.getrandbits(128) & ~(0xF << 76) | 0x7 << 76
    return str(uuid.UUID(int=value & ~(0x3 << 62) | 0x2 << 62))


def in_group(role: Role, number: int) -> bool:
    return role.joined_in <= number <= (role.left_after or HELD + 1)
