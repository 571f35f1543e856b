"""Uploads that are too large are let pass by, not kept: neither in memory nor on disk.

The handler stands first in `FILE_UPLOAD_HANDLERS`. A file beyond the limit is read off the line and
thrown away piece by piece, so the rest of the form arrives and the page can say in one sentence
which file was too large; what stands in its place knows its name and size and cannot be read.
"""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.utils.translation import gettext_lazy as _

# Beyond so many times the limit a request is refused by its declared length, nothing of it read.
HOPELESS = 10


def most_bytes():
    """The largest file that is kept at all; sheets may have been given a wider limit."""
    sheets = settings.LUZHI_SHEETS.get("max_megabytes", 0)
    return max(settings.LUZHI_UPLOAD_MEGABYTES, sheets) * 1_000_000


class TooLargeFile(UploadedFile):
    """Stands for a file that was not kept; says its name and size."""

    def __init__(self, name, size, content_type):
        super().__init__(file=None, name=name, content_type=content_type, size=size)

    def _refuse(self, *args, **kwargs):
        raise RequestDataTooBig("This file was too large to be kept.")

    open = read = readline = chunks = multiple_chunks = seek = _refuse

    def __bool__(self):
        return True

    def close(self):
        """Nothing is open."""


class CappedUploadHandler(FileUploadHandler):
    """Passes files on to the next handler up to the limit."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        if content_length > most_bytes() * HOPELESS:
            raise RequestDataTooBig("The request is far beyond the largest upload.")

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data, start):
        self.received += len(raw_data)
        return raw_data if self.received <= most_bytes() else None

    def file_complete(self, file_size):
        if self.received <= most_bytes():
            return None
        return TooLargeFile(self.file_name, self.received, self.content_type)


def read_upload(upload):
    """The bytes of an uploaded file within the limit. Raises ValidationError naming the file."""
    params = {"name": upload.name, "limit": settings.LUZHI_UPLOAD_MEGABYTES}
    if upload.size > settings.LUZHI_UPLOAD_MEGABYTES * 1_000_000:
        params["size"] = f"{upload.size / 1_000_000:.0f}"
        raise ValidationError(
            _(
                "“%(name)s” has %(size)s MB; at most %(limit)s MB are taken."
                " Send a photo in a smaller size, or a document in fewer pages."
            ),
            code="too_large",
            params=params,
        )
    if not upload.size:
        raise ValidationError(
            _("“%(name)s” is empty. Choose it again."), code="empty", params=params
        )
    upload.seek(0)
    return upload.read()
