from django.db import transaction
from django.utils.text import slugify

from groupcounsel.audit.trail import record
from observations.codebook.models import Behaviour


@transaction.atomic(savepoint=False)
def add_behaviour(*, by, label_en: str, label_id: str, octant: str | None) -> Behaviour:
    code = slugify(label_en)[:60]
    behaviour = Behaviour.objects.create(code=code, label_en=label_en, label_id=label_id, octant=octant)
    record(by=by, action="behaviour-added", subject=behaviour, code=code)
    return behaviour


@transaction.atomic(savepoint=False)
def change_behaviour(*, by, behaviour: Behaviour, changed: list[str], **facts) -> None:
    """`facts`: fields of the behaviour; `changed`: what of them the person changed."""
    Behaviour.objects.filter(pk=behaviour.pk).update(**facts)
    record(by=by, action="behaviour-changed", subject=behaviour, code=behaviour.code, fields=changed)
