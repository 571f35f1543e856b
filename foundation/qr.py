"""QR codes as SVG: a station's poster, the organiser's screen."""

import io

import segno


def code_svg(url, *, error="q"):
    """A QR code of the address as an SVG document; level Q survives a scratched poster.

    It has a view box and no size of its own: whoever shows it says how large.
    """
    out = io.BytesIO()
    segno.make(url, error=error, micro=False).save(
        out,
        kind="svg",
        border=2,
        omitsize=True,
        xmldecl=False,
        nl=False,
        svgclass=None,
        lineclass=None,
    )
    return out.getvalue().decode()
