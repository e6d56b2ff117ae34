"""A feed's bytes made readable: in one encoding, and with the faults repaired that courts make."""

from __future__ import annotations

import codecs
import html.entities
import re
from xml.sax.saxutils import escape

_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
# What a byte that is not UTF-8 becomes in `surrogateescape`, and the letter that Windows means.
_STRAY_BYTES = {0xDC00 + byte: bytes([byte]).decode("cp1252", "ignore") for byte in range(128, 256)}


def in_utf8(body: bytes) -> bytes:
    """The same text in UTF-8, whatever it claims to be.

    Courts declare ISO-8859-1 and send either; a byte that is not UTF-8 is read
    as Windows-1252, alone, so that it does not spoil the names around it.
    """
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace").encode()
    if body.isascii():
        return body
    try:
        body.decode()
    except UnicodeDecodeError:
        return body.decode(errors="surrogateescape").translate(_STRAY_BYTES).encode()
    return body


_NO_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_AMPERSAND = re.compile(rb"&(?:(?P<name>\w{1,31})|#(?P<code>[0-9]{1,7}|x[0-9a-fA-F]{1,6}));|&")
_XML_NAMES = frozenset((b"amp", b"lt", b"gt", b"quot", b"apos"))


def repaired(document: bytes) -> bytes:
    """Without control characters, and with bare ampersands and HTML's names as XML wants them."""
    return _AMPERSAND.sub(_reference, _NO_XML.sub(b"", document))


def _reference(found: re.Match[bytes]) -> bytes:
    name, code = found["name"], found["code"]
    if name in _XML_NAMES:
        return found[0]
    if name is not None:
        meant = html.entities.html5.get(f"{name.decode()};")
        return escape(meant).encode() if meant else b"&amp;" + found[0][1:]
    if code is None:
        return b"&amp;"
    return found[0] if _is_xml(int(b"0" + code, 16 if code[:1] == b"x" else 10)) else b""


def _is_xml(code: int) -> bool:
    """A character that XML allows."""
    if code < 32:
        return code in (9, 10, 13)
    return code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
