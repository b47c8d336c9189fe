"""Write the JSON Schema of groupcounsel/1 to docs/schema/."""

import json

from django.conf import settings
from django.core.management import BaseCommand

from observations.reports.interchange.schema import document

PLACE = settings.BASE_DIR / "docs" / "schema" / "groupcounsel-1.schema.json"


def published() -> str:
    return json.dumps(document(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def handle(self, *args, **options):
        PLACE.parent.mkdir(exist_ok=True)
        PLACE.write_text(published())
