import subprocess
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import redis

from groupcounsel.celery import app
from groupcounsel.lib.services.valkey import program
from tests.stack import wait_until


@pytest.fixture
def queue(monkeypatch):
    """A queue of the test's own, which it may read and flush; what this process sends goes there too."""
    with TemporaryDirectory() as folder:
        socket = Path(folder) / "queue.sock"
        settings = {"--port": "0", "--unixsocket": str(socket), "--dir": folder, "--save": "", "--loglevel": "warning"}
        server = subprocess.Popen([program(), *(word for pair in settings.items() for word in pair)])
        wait_until(socket.exists, seconds=10)
        with redis.Redis(unix_socket_path=str(socket)) as client:
            client.url = f"redis+socket://{socket}"
            with app.connection_for_write(client.url) as here:
                monkeypatch.setattr(app, "send_task", partial(app.send_task, connection=here))
                yield client
        server.kill()
        server.wait()
