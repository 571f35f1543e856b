"""A station's printed code (站码)."""

import io

import segno


def code_svg(url):
    """A QR code of the address as an SVG document; survives a scratched poster (level Q)."""
    out = io.BytesIO()
    segno.make(url, error="q", micro=False).save(
        out, kind="svg", scale=8, border=2, xmldecl=False, nl=False, svgclass=None, lineclass=None
    )
    return out.getvalue().decode()
