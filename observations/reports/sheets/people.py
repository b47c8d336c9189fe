"""Who the people of a table are: what a second table says of them, and what is proposed for each."""

from collections.abc import Container
from dataclasses import dataclass

from observations.reports.sheets.columns import LEADING, guess
from observations.reports.sheets.reading import Table

NEW_MEMBER, NEW_COUNSELOR, LEFT_OUT = "new-member", "new-counselor", "left-out"
NEW = (NEW_MEMBER, NEW_COUNSELOR)


@dataclass(frozen=True, slots=True)
class Proposal:
    """`name` as the file writes it; `who` is one of the three words above or the id of somebody in the group."""

    name: str
    alias: str
    who: str
    role: str


def described(table: Table) -> dict[str, dict[str, str]]:
    """For each person of the table, in small letters, their name and role, as far as its columns tell."""
    columns = guess(table.header, ("id", "name", "role"))
    found = {key: index for key, index in columns.items() if index is not None}
    if "id" not in found:
        return {}
    return {cells[found["id"]].casefold(): {key: cells[i] for key, i in found.items()} for _, cells in table.rows}


def propose(
    names: list[str], known: dict[str, dict[str, str]], group: dict[str, str], refusing: Container[str]
) -> list[Proposal]:
    """`group`: alias in small letters → id of the person; `refusing`: ids of those whose doing must not be recorded."""
    return [_proposal(name, known.get(name.casefold(), {}), group, refusing) for name in names]


def _proposal(name: str, facts: dict[str, str], group: dict[str, str], refusing: Container[str]) -> Proposal:
    alias, role = facts.get("name") or name, facts.get("role", "")
    who = group.get(alias.casefold(), NEW_COUNSELOR if LEADING.search(role) else NEW_MEMBER)
    return Proposal(name, alias, LEFT_OUT if who in refusing else who, role)
