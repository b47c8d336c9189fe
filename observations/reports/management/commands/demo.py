"""Fill an empty database with a demo practice; its sign-ins are printed and kept beside the data."""

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from groupcounsel.accounts.models import User
from observations.reports.demo import practice


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options):
        if User.objects.exists():
            raise CommandError("There are people in this database already; the demo goes into an empty one only.")
        practice.build(timezone.localdate())
        lines = "\n".join(practice.sign_ins())
        (settings.VAR / "demo-sign-ins.txt").write_text(f"{lines}\n")
        self.stdout.write(lines)
