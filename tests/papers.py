"""PDFs as tests need them: a document of lines, and files that mean harm.

paper([["IT IS HEREBY ORDERED that", "all is well."]])     one page with two lines
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import cache

_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>"
_ONE_PAGE = b"<</Type/Pages/Count 1/Kids[4 0 R]>>"
_PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]"
    b"/Contents 5 0 R/Resources<</Font<</F 3 0 R>>>>>>"
)


def paper(pages: Sequence[Sequence[str]]) -> bytes:
    """A PDF with these lines on its pages; a page without any is a scan's."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * place) for place in range(len(pages)))
    objects = [_CATALOG, b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(pages), kids), _FONT]
    for place, lines in enumerate(pages):
        objects.append(_PAGE.replace(b"5 0 R", b"%d 0 R" % (5 + 2 * place)))
        objects.append(_stream(_drawn(lines)))
    return _pdf(objects)


def _drawn(lines: Sequence[str]) -> bytes:
    shown = [b"(%b) Tj T*" % _escaped(line) for line in lines]
    return b"BT /F 12 Tf 14 TL 72 720 Td\n" + b"\n".join(shown) + b"\nET"


def _escaped(line: str) -> bytes:
    told = line.encode("cp1252")
    for mark in (b"\\", b"(", b")"):
        told = told.replace(mark, b"\\" + mark)
    return told


def _stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(content), more, content)


def _pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    body, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF\n"
    return body + head + b"".join(places) + end % (len(objects) + 1, trailer, len(body))


def _one(content: bytes, more: bytes = b"") -> bytes:
    return _pdf([_CATALOG, _ONE_PAGE, _FONT, _PAGE, _stream(content, more)])


@cache
def bomb() -> bytes:
    """A thousandth of what it unpacks to, 1 GB, and packed once more."""
    packer = zlib.compressobj(1)
    piece = b"0 " * 500_000
    packed = b"".join(packer.compress(piece) for _ in range(1000)) + packer.flush()
    return _one(zlib.compress(packed, 9), b"/Filter[/FlateDecode/FlateDecode]")


def endless_forms() -> bytes:
    """Ten forms, each of which shows the next one ten times: 10,000,000,000 in all."""
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"
    page = _PAGE.replace(b"/Font<</F 3 0 R>>", b"/XObject<</X 6 0 R>>")
    forms = [_stream(b"/X Do " * 10, form % (7 + place)) for place in range(9)]
    last = _stream(b"BT ET", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    return _pdf([_CATALOG, _ONE_PAGE, _FONT, page, _stream(b"/X Do " * 10), *forms, last])


def locked() -> bytes:
    """Encrypted, and nobody told us the password."""
    keys = b"/Filter/Standard/V 2/R 3/Length 128/P -44"
    secret = b"/O<%b>/U<%b>" % (b"ab" * 32, b"cd" * 32)
    objects = [_CATALOG, _ONE_PAGE, _FONT, _PAGE, _stream(_drawn(["secret"]))]
    return _pdf([*objects, b"<<%b>>" % (keys + secret)], b"/Encrypt 6 0 R/ID[<00><00>]")


def deep() -> bytes:
    """Lists in lists, 200,000 deep."""
    return _one(b"[" * 200_000 + b"]" * 200_000)


def looping() -> bytes:
    """Its list of pages holds itself."""
    own = b"<</Type/Pages/Count 99999999/Kids[2 0 R 2 0 R 4 0 R]>>"
    return _pdf([_CATALOG, own, _FONT, _PAGE, _stream(b"BT ET")])


def scripted() -> bytes:
    """A script that never ends, to be run as soon as it is opened."""
    catalog = _CATALOG[:-2] + b"/OpenAction<</S/JavaScript/JS(while\\(1\\){})>>>>"
    return _pdf([catalog, _ONE_PAGE, _FONT, _PAGE, _stream(_drawn(["Harmless words"]))])


# Around the verified facts of ECF 132 in D. Mass. 1:25-cv-10676; the words between are ours.
ORDER = paper(
    [
        [
            "Case 1:25-cv-10676-BEM   Document 132   Filed 05/23/25   Page 1 of 2",
            "UNITED STATES DISTRICT COURT",
            "DISTRICT OF MASSACHUSETTS",
            "MEMORANDUM AND ORDER ON PLAINTIFFS' MOTION",
            "The Court previously ORDERED a report, which was filed on the day that was set for",
            "it. What follows is the reasoning, at some length, and then the relief that is due.",
            "1",
        ],
        [
            "Case 1:25-cv-10676-BEM   Document 132   Filed 05/23/25   Page 2 of 2",
            "CONCLUSION",
            "For the foregoing reasons, the motion is GRANTED, and IT IS HEREBY ORDERED that:",
            "(1) Defendants shall take all steps to facili-",
            "tate the return of O.C.G.; and",
            "(2) Defendants shall file a status report within five days.",
            "So Ordered.",
            "/s/ Brian E. Murphy",
            "2",
        ],
    ]
)
