from groupcounsel.lib.database_session import acting
from sessions_app.models import Session


def state_of(session) -> str:
    with acting(group_id=session.group_id):
        return Session.objects.get(pk=session.pk).state
