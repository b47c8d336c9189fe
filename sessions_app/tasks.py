from uuid import UUID

from celery import shared_task

from sessions_app import reminders

EXPIRES = 240  # seconds; what has waited longer is sent again by a later round


@shared_task(name="sessions.remind_all")
def remind_all() -> None:
    """One message for each who asked, so that whom it fails stands before nobody."""
    for user in reminders.who_asked().values_list("user", flat=True):
        remind.apply_async([str(user)], expires=EXPIRES)


@shared_task(name="sessions.remind")
def remind(user_id: str) -> None:
    reminders.remind(UUID(user_id))
