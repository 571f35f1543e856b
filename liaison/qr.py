"""A station's printed code (站码)."""

import io

import segno


def code_svg(url):
    """A QR code of the address as an SVG document; survives a scratched poster (level Q).

    It has a view box and no size of its own: whoever shows it says how large.
    """
    out = io.BytesIO()
    segno.make(url, error="q", micro=False).save(
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
