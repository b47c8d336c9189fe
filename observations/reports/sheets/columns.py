"""Which column means what: guessed from its name, said by the person, remembered for the next file of that shape."""

import hashlib
import re

FIELDS = ("actor", "toward", "at", "behaviour", "affect", "strength", "text")
REQUIRED = ("actor",)
UNITS = ("minutes", "seconds", "clock")
HINTS = {
    "actor": r"^(from|sender|source|actor|who\b|dari|pengirim|pelaku)",
    "toward": r"^(to\b|to_|toward|target|receiver|recipient|kepada|ke\b|ke_|penerima|tujuan)",
    "at": r"^(start|time|at\b|minute|second|onset|waktu|mulai|menit|detik)",
    "behaviour": r"(type|behaviou?r|code|perilaku|jenis|kode)",
    "affect": r"(affect|valence|afek)",
    "strength": r"(strength|intensity|kekuatan|intensitas)",
    "text": r"(text|words|note|comment|catatan|keterangan|kata)",
    "id": r"(^id$|vertex|person|name|nama|orang)",
    "name": r"(alias|^name|^nama|label)",
    "role": r"(role|peran|position|jabatan)",
}
LEADING = re.compile(
    r"instruct|teach|counsel|konsel|lead|guru|dosen|fasilitator|facilitat|therap|terapis", re.IGNORECASE
)


def guess(header: list[str], fields: tuple[str, ...] = FIELDS) -> dict[str, int | None]:
    """For each field the first column that sounds like it and is not taken yet."""
    taken: set[int] = set()
    found = {}
    for name in fields:
        fitting = (index for index, title in enumerate(header) if index not in taken and _sounds_like(name, title))
        found[name] = next(fitting, None)
        taken |= {found[name]} - {None}
    return found


def guess_unit(title: str, values: list[str]) -> str:
    """From what stands in the column; where that leaves it open, from the column's name."""
    if any(":" in value for value in values):
        return "clock"
    return "seconds" if re.search(r"sec|detik", title.lower()) else "minutes"


def _sounds_like(field: str, title: str) -> bool:
    return bool(re.search(HINTS[field], title.strip().lower()))


def shape(header: list[str]) -> str:
    """The same for files with the same columns."""
    return hashlib.sha256("\x1f".join(header).encode()).hexdigest()
