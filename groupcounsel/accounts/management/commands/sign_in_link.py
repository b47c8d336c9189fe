"""A way back in for somebody without mail: prints a link with which they choose a new password."""

from allauth.mfa.models import Authenticator
from django.core.management import BaseCommand, CommandError
from django.db.transaction import atomic

from groupcounsel.accounts.models import User
from groupcounsel.accounts.sign_in import one_time_link
from groupcounsel.audit.trail import record


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--without-second-factor", action="store_true", help="also forget a lost second factor")

    @atomic
    def handle(self, *args, email, without_second_factor, **options):
        person = User.objects.filter(email=email.lower(), is_active=True).first()
        if not person:
            raise CommandError(f"Nobody signs in with {email}.")
        if without_second_factor:
            Authenticator.objects.filter(user=person).delete()
        record(by=None, action="link-made", subject=person, second_factor_removed=without_second_factor)
        self.stdout.write(one_time_link(person))
