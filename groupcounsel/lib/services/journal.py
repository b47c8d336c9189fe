"""One log of all processes: to the terminal and to a file that is turned over before it grows large."""

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

FORMAT = logging.Formatter("%(asctime)s %(process_name)-8s %(message)s", "%H:%M:%S")
DATED = logging.Formatter("%(asctime)s %(process_name)-8s %(message)s", "%Y-%m-%d %H:%M:%S")
log = logging.getLogger("groupcounsel.services")


def open_log(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    kept = RotatingFileHandler(folder / "groupcounsel.log", maxBytes=5_000_000, backupCount=5)
    shown = logging.StreamHandler(sys.stdout)
    kept.setFormatter(DATED)
    shown.setFormatter(FORMAT)
    for handler in (kept, shown):
        log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False


def say(process: str, line: str) -> None:
    log.info(line, extra={"process_name": process})
