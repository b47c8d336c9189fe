"""A practice's first admin. Prints a link with which they choose their password."""

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db.transaction import atomic

from groupcounsel.accounts.models import User
from groupcounsel.accounts.sign_in import one_time_link
from groupcounsel.audit.trail import record


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("name")

    def handle(self, *args, email, name, **options):
        try:
            validate_email(email)
        except ValidationError as fault:
            raise CommandError(f"{email} is not an e-mail address.") from fault
        if User.objects.filter(email=email.lower()).exists():
            raise CommandError(f"{email} signs in here already; manage.py sign_in_link gives a new link.")
        self.stdout.write(one_time_link(self._made(email, name)))

    @atomic
    def _made(self, email: str, name: str) -> User:
        person = User.objects.create_user(email=email, name=name, is_admin=True)
        record(by=None, action="person-added", subject=person, roles=["is_admin"])
        return person
