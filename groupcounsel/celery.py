import gc
import os

from celery import Celery
from celery.signals import beat_init, worker_init, worker_process_init

from groupcounsel.lib.checks import start_only_behind_row_security
from groupcounsel.lib.heartbeat import Heartbeat

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groupcounsel.settings")
app = Celery("groupcounsel")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["consumer"].add(Heartbeat)
worker_init.connect(start_only_behind_row_security)
beat_init.connect(start_only_behind_row_security)


@worker_process_init.connect
def keep_what_is_loaded(**_) -> None:
    """What is there before the first task stays until the end: to go through it once more for every large record, in
    search of what may go, took as long as the record's analysis.
    """
    gc.collect()
    gc.freeze()
