"""Make a database ready: tables by their owner, rights for the app's role; with --demo a practice to look at."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

RIGHTS = """
GRANT USAGE ON SCHEMA public TO {app};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {app};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {app};
REVOKE UPDATE, DELETE, TRUNCATE ON audit_entry FROM {app};
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {app};
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
"""


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--demo", action="store_true", help="fill an empty database with a demo practice")

    def handle(self, *args, demo, **options):
        if "owner" not in connections:
            raise CommandError("Set DATABASE_OWNER_URL: the role that owns the tables (see docs/settings.md).")
        if self.behind():
            call_command("migrate", database="owner", verbosity=0)
        self.give_rights()
        call_command("compile_language", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        if demo and not get_user_model().objects.exists():
            call_command("demo")
        call_command("rebuild_summaries", if_new=True, verbosity=0)

    def behind(self) -> bool:
        executor = MigrationExecutor(connections["owner"])
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))

    def give_rights(self):
        owner = connections["owner"]
        app = owner.ops.quote_name(settings.DATABASES["default"]["USER"])
        with owner.cursor() as cursor:
            cursor.execute(RIGHTS.format(app=app))
