"""Waiting for what has just been started."""

import asyncio
from collections.abc import Callable
from typing import Protocol

from .faults import CannotStart


class Server(Protocol):
    name: str

    def is_ready(self) -> bool: ...


async def until_ready(server: Server, has_ended: Callable[[], bool], *, patience: float = 60) -> None:
    await until(server.is_ready, has_ended, name=server.name, patience=patience)


async def until(ready: Callable[[], bool], has_ended: Callable[[], bool], *, name: str, patience: float) -> None:
    try:
        async with asyncio.timeout(patience):
            while not ready():
                if has_ended():
                    raise CannotStart(f"{name} ended while it was starting; its last lines say why.")
                await asyncio.sleep(0.03)
    except TimeoutError as fault:
        raise CannotStart(f"{name} did not answer within {patience:.0f} seconds.") from fault
