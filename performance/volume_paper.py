"""What the volume's paper needs beside the volume itself: the code, the address, the strokes."""

from django.conf import settings
from django.urls import reverse


def verify_url(printed):
    """The address the paper's code leads to."""
    return settings.BASE_URL.rstrip("/") + reverse("performance:verify", args=[printed.code])


def grouped(text, size=4):
    """A code or a digest as people read it: in groups."""
    return " ".join(text[at : at + size] for at in range(0, len(text), size))


def paper_context(volume, printed, code_svg):
    """Everything the template of the volume reads."""
    return {
        "volume": volume,
        "dossier": volume.dossier,
        "mandate": volume.mandate,
        "printed": printed,
        "code": grouped(printed.code),
        "checksum": grouped(volume.checksum, 8),
        "qr": code_svg(verify_url(printed)),
        "url": verify_url(printed),
    }
