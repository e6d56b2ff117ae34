"""Text from outside, made safe to show. Pure.

A caption is whatever somebody typed into a court's computer. Nothing in it may act: not on
a terminal, a mail header or the reading direction, not as Markdown, not as a mention that
wakes a whole chat room. (HTML is escaped by the templates themselves.)
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

LONGEST = 4000  # characters of one value; the longest honest docket texts are near 3,000

# Backslashes before these stop every Markdown that chats speak. "# 1 Exhibit A" is a heading
# wherever a long text is split before it; a list ("-", "1.") would do no harm there.
_MARKS = re.compile(r"([\\`*_\[\]<>~|]|#(?=\s))")
_INNER = re.compile(r"(?<=[A-Za-z0-9])\\_(?=[A-Za-z0-9])")
_ESCAPED = re.compile(r"\\([\\*_`~|#])")
_LOOKALIKES = {"*": "∗", "_": "ˍ", "`": "ˋ", "~": "∼", "|": "|", "\\": "∖", "#": "#\u200b"}
_MENTION = re.compile(r"@(?=\S)")
_URL_MARKS = ";/?:@&=+$,#%~!._-"


def clean(value: object, longest: int = LONGEST) -> str:
    """One line of visible characters, cut at `longest`.

    Drops control characters (C0, C1, escape), bidi overrides, invisible and unassigned
    characters and lone surrogates; any white space becomes one blank.
    """
    text = str(value)[: 4 * longest]
    if not text.isprintable():
        text = "".join(map(_visible, text))
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _visible(character: str) -> str:
    if character.isprintable():
        return character
    return " " if character.isspace() else ""


def markdown(value: object) -> str:
    """Clean text that reads the same where Markdown is rendered, and wakes nobody."""
    return unmentioned(_MARKS.sub(r"\\\1", clean(value)))


def lookalikes(text: str) -> str:
    """Markdown for markup that knows no backslash: a mark that was escaped is one that only
    looks like it. Inside a word an underscore does not act."""
    text = _INNER.sub("_", text)
    return _ESCAPED.sub(lambda mark: _LOOKALIKES[mark[1]], text)


def unmentioned(text: str) -> str:
    """Without mentions: an invisible character parts `@everyone` into `@` and a word."""
    return _MENTION.sub("@\u200b", text)


def web_link(url: str | None) -> str | None:
    """The URL if it may be shown as a link, in characters that no markup reads; else None.

    Only http(s), only an ASCII host, and no user name before it, which could pass for a host.
    """
    if url is None or not url.isascii() or not url.isprintable() or "\\" in url:
        return None
    try:
        parts = urlsplit(url)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return quote(url, safe=_URL_MARKS) if is_web and "@" not in parts.netloc else None
