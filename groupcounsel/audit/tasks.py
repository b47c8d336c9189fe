from celery import shared_task

from groupcounsel.audit import anchor


@shared_task(name="audit.anchor")
def note() -> None:
    anchor.note()
