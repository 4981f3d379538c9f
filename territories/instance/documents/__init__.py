"""Documents set by Typst: tagged PDF (PDF/UA-1, readable aloud), the same bytes for the same words, on any machine.

A layout is a ``.typ`` file that only places what it is given: every word and number comes from Python as plain values
(``data`` in the layout), so that nothing people typed is read as markup. ``house.typ`` is what layouts share.
"""

import json
from base64 import b64encode
from collections.abc import Mapping
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
import typst
from PIL import Image

HOUSE = Path(__file__).with_name("house.typ")
#: Longest side of a picture in a document, in pixels: enough for half a page in print.
LONGEST_SIDE = 1200


def typeset(layout: Path, content: Mapping[str, Any]) -> bytes:
    """Set a document.

    :raises typst.TypstError: when the layout is wrong; a picture without its words is.
    """
    files = {"main": layout.read_bytes(), "house.typ": HOUSE.read_bytes()}
    # Fonts of the machine are left aside: the bytes must not depend on where the worker runs.
    return typst.compile(
        files,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(content, ensure_ascii=False)},
        pdf_standards=["ua-1"],
    )


def qr_code(address: str) -> str:
    """Return an address as a QR code (SVG), with the correction that survives a fold."""
    written = BytesIO()
    segno.make(address, error="m", micro=False).save(written, kind="svg", border=0, omitsize=True, xmldecl=False)
    return written.getvalue().decode()


def photo(content: bytes) -> str:
    """Return a picture as SVG: the form in which layouts take pictures."""
    image = Image.open(BytesIO(content)).convert("RGB")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    written = BytesIO()
    image.save(written, "JPEG", quality=80)
    size = f'width="{image.width}" height="{image.height}"'
    address = f"data:image/jpeg;base64,{b64encode(written.getvalue()).decode()}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image href="{escape(address)}" {size}/></svg>'
