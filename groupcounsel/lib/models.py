from django.db import models

from groupcounsel.lib.identifiers import uuid7


class Identified(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    class Meta:
        abstract = True


class OfGroup(Identified):
    """Clinical content: the row names its group, and the table's policies decide by it.

    The references to the group and to rows of the same group are made in SQL (`row_security.same_group`), where
    they also say that both rows belong to one group.
    """

    group = models.ForeignKey("members.Group", models.CASCADE, related_name="+", db_constraint=False)

    class Meta:
        abstract = True


def within_group(to: str, **options) -> models.ForeignKey:
    """A reference to a row of the same group; its constraint is made in SQL together with the group's.

    Pass `db_index=False` where another index begins with it or nobody searches by it: events are many.
    """
    return models.ForeignKey(to, options.pop("on_delete", models.CASCADE), db_constraint=False, **options)
