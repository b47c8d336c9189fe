import zoneinfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from groupcounsel.lib.models import Identified
from groupcounsel.lib.terms import Term, Terms


class People(BaseUserManager):
    def create_user(self, *, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(Identified, AbstractBaseUser):
    """A person who signs in. Roles combine freely; none of them opens a group by itself."""

    class Language(models.TextChoices):
        ENGLISH = "en", "English"
        INDONESIAN = "id", "Bahasa Indonesia"

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.ENGLISH)
    timezone = models.CharField(_("time zone"), max_length=64, default="Asia/Jakarta")
    is_counselor = models.BooleanField(_("counselor"), default=False)
    is_supervisor = models.BooleanField(_("supervisor"), default=False)
    is_admin = models.BooleanField(_("admin"), default=False)
    is_active = models.BooleanField(_("may sign in"), default=True)
    date_joined = models.DateTimeField(default=now, editable=False)

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = People()

    def __str__(self):
        return self.name

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.timezone)


class Supervision(Term, Identified):
    """From `starts`, until and without `ends`."""

    supervisor = models.ForeignKey(User, models.PROTECT, related_name="supervisions_given")
    counselor = models.ForeignKey(User, models.PROTECT, related_name="supervisions_received")
    starts = models.DateField(_("from"))
    ends = models.DateField(_("until"), null=True, blank=True)

    objects = Terms.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="supervision_does_not_end_before_it_starts", condition=Q(ends=None) | Q(ends__gte=F("starts"))
            ),
            models.CheckConstraint(name="nobody_supervises_themselves", condition=~Q(supervisor=F("counselor"))),
            models.UniqueConstraint(
                name="a_pair_has_one_open_supervision", fields=["supervisor", "counselor"], condition=Q(ends=None)
            ),
        ]
