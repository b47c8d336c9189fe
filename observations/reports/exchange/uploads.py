"""How a document is received: into a file without a name in our own folder, so that nothing of it is left behind."""

from functools import wraps
from tempfile import TemporaryFile

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from observations.reports.importing.source import private_folder

FIELD = "document"
LARGEST = 500 * 1024 * 1024


class PrivateUploadHandler(FileUploadHandler):
    """One document. What goes beyond the largest size is counted and not kept, as are all other files."""

    kept, wanted = None, False

    def new_file(self, field_name, *args, **kwargs):
        super().new_file(field_name, *args, **kwargs)
        self.wanted = field_name == FIELD and not self.kept
        if self.wanted:
            self.kept = TemporaryFile(dir=private_folder())  # noqa: SIM115

    def receive_data_chunk(self, raw_data, start):
        if self.wanted and start + len(raw_data) <= LARGEST:
            self.kept.write(raw_data)

    def file_complete(self, file_size):
        return UploadedFile(self.kept, self.file_name, self.content_type, file_size) if self.wanted else None

    def upload_interrupted(self):
        if self.kept:
            self.kept.close()


def takes_document(view):
    """Handlers are set before anything reads the form, so its token is checked only then. Guards stand outside."""
    checked = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def receiving(request, *args, **kwargs):
        request.upload_handlers = [PrivateUploadHandler(request)]
        return checked(request, *args, **kwargs)

    return receiving
