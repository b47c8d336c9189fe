from django.db import models


class Entry(models.Model):
    """Who did or opened what. It outlives what it speaks of: no foreign keys. The database numbers and chains it."""

    at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField(null=True)
    action = models.CharField(max_length=40)
    kind = models.CharField(max_length=60, blank=True)
    subject = models.UUIDField(null=True)
    group = models.UUIDField(null=True)
    detail = models.JSONField(default=dict)
    previous = models.BinaryField(editable=False, default=bytes)
    hash = models.BinaryField(editable=False, default=bytes)

    class Meta:
        indexes = [
            models.Index(fields=["group", "-id"], name="entries_of_a_group"),
            models.Index(fields=["by", "-id"], name="entries_of_a_person"),
            models.Index(fields=["subject", "-id"], name="entries_of_a_subject"),
            models.Index(fields=["action", "-id"], name="entries_of_an_action"),
            models.Index(fields=["at"], name="entries_of_a_day"),
        ]
