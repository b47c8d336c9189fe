"""The codebook as a page shows it: every list of a version with its codes."""

from typing import NamedTuple

from observations.codebook import codes
from observations.codebook.definitions import DEFINITIONS
from observations.codebook.explanations import Explanation
from observations.codebook.lists import LISTS
from observations.codebook.models import Codebook


class Code(NamedTuple):
    code: str
    label: str
    definition: str


class CodeList(NamedTuple):
    name: str
    about: Explanation
    codes: list[Code]


def lists_of(codebook: Codebook) -> list[CodeList]:
    return [CodeList(name, about, _codes(name, codebook.codes[name])) for name, about in LISTS.items()]


def _codes(name: str, values: list[str]) -> list[Code]:
    labels = dict(getattr(codes, name).choices)
    return [Code(value, labels[value], DEFINITIONS[name][value]) for value in values]
