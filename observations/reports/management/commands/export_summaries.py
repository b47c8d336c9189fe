"""Export results as objects of groupcounsel-results/1."""

import json

from django.core.management import BaseCommand, CommandError

from groupcounsel.audit.trail import record
from groupcounsel.lib.database_session import acting
from members.models import Group
from observations.reports.exporting import record_digest, snapshot
from observations.reports.register import all_groups, group_named
from observations.summaries.results import FORMAT, ended_in, group_results, pooled


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("group", nargs="?", help="its short name, the ref in its document")
        parser.add_argument("--all", action="store_true", help="every group, an object a line, and a pooled one last")
        parser.add_argument("--format", choices=["json"], default="json")

    def handle(self, *args, group, all, **options):
        if bool(group) == all:
            raise CommandError("Name one group, or say --all.")
        if all:
            self._print_all()
        else:
            self._print(results(self._named(group)))

    def _print_all(self) -> None:
        ended = []
        for group in all_groups():
            found = results(group)
            self._print(found)
            ended += ended_in(found)
        self._print({"format": FORMAT, "pooled": pooled(ended)})

    def _named(self, ref: str) -> Group:
        found = group_named(ref)
        if not found:
            raise CommandError(f"There is no group with the short name “{ref}” on this site.")
        return found

    def _print(self, content: dict) -> None:
        self.stdout.write(json.dumps(content, ensure_ascii=False, sort_keys=True, allow_nan=False))


def results(group: Group) -> dict:
    record(by=None, action="results-exported", group_id=group.id)
    with snapshot(), acting(group_id=group.id):
        return group_results(group) | {"record": record_digest(group)}
