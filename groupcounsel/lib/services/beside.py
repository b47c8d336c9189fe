"""Commands beside a run: `manage.py import_group FILE` works with the servers and secrets of `make run`."""

import os
from collections.abc import Mapping

from . import environment
from .places import place
from .run import Run


def adopted(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment of the programs that run in the data folder; empty where settings are given or nothing runs."""
    folder = environment.data_folder(environ)
    if environment.said(environ, "SECRET_KEY") or not (folder / "secrets.json").exists():
        return {}
    if not os.access(folder / "secrets.json", os.R_OK):
        return {}
    return Run(place(folder)).environ_if_up()
