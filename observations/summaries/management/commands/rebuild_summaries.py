"""Every summary of the site is to be built anew; the worker does it, the practice's page shows how far it is."""

from django.core.management import BaseCommand

from observations.summaries.rebuilding import begin_if_new, begin_rebuild


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--if-new", action="store_true", help="only after a new codebook or another analysis")

    def handle(self, *args, if_new, **options):
        begun = begin_if_new() if if_new else begin_rebuild()
        if begun and options["verbosity"]:
            self.stdout.write(
                f"Rebuild {begun.number} has begun: analysis {begun.analysis}, codebook {begun.codebook}."
            )
