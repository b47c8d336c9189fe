"""How far a worker has read, for whoever looks on: by a connection of its own, as the import's is not over yet."""

from concurrent.futures import Future, ThreadPoolExecutor
from time import monotonic
from uuid import UUID

from django.db import connection

from groupcounsel.accounts.models import User
from groupcounsel.lib.database_session import acting
from observations.reports.models import Transfer

EVERY = 0.5  # seconds


class Progress:
    """Told now and then. Close it after the import's transaction: the last word may have to wait for that."""

    def __init__(self, transfer_id: UUID, by: User):
        self.transfer_id, self.by = transfer_id, by.pk
        self.read, self.told_at, self.telling = 0, 0.0, Future()
        self.telling.set_result(None)

    def __enter__(self) -> "Progress":
        self.aside = ThreadPoolExecutor(1)
        return self

    def __exit__(self, *fault) -> None:
        self.aside.submit(self._leave)
        self.aside.shutdown()

    def tick(self, size: int) -> None:
        """`size` is 0 at the end of a reading; what follows the last one takes its time, so that is always told."""
        self.read += size
        if not size or (monotonic() > self.told_at + EVERY and self.telling.done()):
            self.told_at = monotonic()
            self.telling = self.aside.submit(self._tell, self.read)

    def _tell(self, read: int) -> None:
        with acting(user_id=self.by):
            Transfer.objects.filter(pk=self.transfer_id, state=Transfer.State.RUNNING).update(read=read)

    def _leave(self) -> None:
        """In the thread whose connection it is."""
        connection.close()
