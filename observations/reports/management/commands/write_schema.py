"""Write the JSON Schemas of groupcounsel/1 and groupcounsel-results/1 to docs/schema/."""

import json

from django.conf import settings
from django.core.management import BaseCommand

from observations.reports.exchange import results_schema as results
from observations.reports.interchange import schema as record

FOLDER = settings.BASE_DIR / "docs" / "schema"
PLACE = FOLDER / "groupcounsel-1.schema.json"
PLACE_OF_RESULTS = FOLDER / "groupcounsel-results-1.schema.json"


def published() -> str:
    return _written(record.document())


def published_of_results() -> str:
    return _written(results.document())


def _written(schema: dict) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def handle(self, *args, **options):
        FOLDER.mkdir(exist_ok=True)
        PLACE.write_text(published())
        PLACE_OF_RESULTS.write_text(published_of_results())
