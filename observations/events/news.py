"""Changes made on the pages of the record, and who hears of them: the rooms above, which this one does not know."""

from collections.abc import Callable
from uuid import UUID

from groupcounsel.accounts.models import User
from sessions_app.models import Session

Hearer = Callable[..., None]
_HEARERS: list[Hearer] = []


def hear(hearer: Hearer) -> None:
    """From the program's start on, `hearer` is called as `tell` is, in the transaction of the change."""
    _HEARERS.append(hearer)


def tell(*, session: Session, by: User, changes: dict[UUID, tuple[str, dict]]) -> None:
    """`changes`: event → what was done (record, change, remove), and what is needed to take it back."""
    for hearer in _HEARERS:
        hearer(session=session, by=by, changes=changes)
