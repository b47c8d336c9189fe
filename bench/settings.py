"""The program's settings with the benchmark's addresses."""

from groupcounsel.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
