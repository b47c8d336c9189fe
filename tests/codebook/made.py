from groupcounsel.lib.database_session import acting
from observations.codebook.models import Behaviour


def make_behaviour(cast, *, code="sighs", group=None, **fields) -> Behaviour:
    """One of the practice's, written by the admin; with a group, one of that group's own."""
    labels = {"label_en": code.replace("-", " "), "label_id": f"{code} (id)", "octant": "FG"}
    scope = {"group_id": group.id} if group else {"user_id": cast.adi.id}
    with acting(**scope):
        return Behaviour.objects.create(code=code, group=group, **labels | fields)


def behaviour(cast, code) -> Behaviour:
    with acting(user_id=cast.adi.id):
        return Behaviour.objects.get(code=code, group=None)
