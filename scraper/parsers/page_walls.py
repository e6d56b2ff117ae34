"""What stands before an article: a fee, a question, a film, a machine that sorts out. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from db.press import Reading
from scraper.parsers.page_schema import Schema

_CUT_SHORT = 250  # words; a page that asks a fee and shows more than these shows its article
_WHOLE = 400  # likewise, where the page itself says that it asks a fee
_HARDLY_ANY = 60  # words; fewer are no article
_FILM = 120  # words below a film: its caption
_LONGEST_REQUEST = 300  # characters
_CUT = ("…", "...", "[…]", "[...]")

_CONSENT_HOST = re.compile(r"(?:consent|guce|privacy|cmp|myprivacy|cookies?)(?:-[\w-]*)?\.[^.]+\.")
CONSENT = re.compile(
    r"before you continue|we value your privacy|(?:accept|reject|agree|consent)\w* (?:to )?"
    r"(?:all )?(?:the use of )?cookies|cookies? (?:and|or) (?:similar|other|data)"
    r"|manage (?:my |your )?(?:choices|settings|options|preferences)"
    r"|we (?:and our (?:\d+ )?partners|use cookies)"
    r"|aceptar (?:todas )?(?:las )?cookies|accepter (?:les )?cookies|alle akzeptieren"
    r"|aceitar (?:todos os )?cookies",
    re.IGNORECASE,
)
_ABOUT_CONSENT = re.compile(
    r"cookie|consent|personal data|your (?:privacy|choices|device)|datenschutz|datos personales",
    re.IGNORECASE,
)
_FEE = re.compile(
    r"subscrib(?:e|ers?) (?:now )?(?:to|for) (?:continue|keep|read|unlimited|full|access|finish)"
    r"|to (?:continue|keep|finish) reading|(?:for|to|available to) (?:our )?(?:paid |premium )?"
    r"(?:subscribers|members)(?: only)?\b|already (?:a|have a|an?) ?(?:subscri\w+|member|account)"
    r"|(?:start|begin) your (?:free )?trial|you(?:'|’| ha)?ve (?:reached|read|used) (?:your|all)"
    r"|free articles? (?:left|remaining|this month)|unlock (?:this|the) (?:article|story)"
    r"|suscr[ií]base para|solo para suscriptores|réservé aux abonnés|il vous reste|weiterlesen mit"
    r"|exclusivo para assinantes",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"(?:log|sign) ?in (?:to|or|required|with)|please (?:log|sign) in|register (?:now )?(?:to|for)"
    r"|create (?:a |an |your )?(?:free )?account|inicie sesión|connectez-vous|anmelden",
    re.IGNORECASE,
)
GATE = re.compile(
    r"just a moment|checking (?:if|your browser)|are you (?:a )?(?:human|robot)|not a (?:ro)?bot"
    r"|verify(?:ing)? (?:that )?you are (?:a )?human|access (?:to this page has been )?denied"
    r"|unusual traffic|captcha|request blocked|attention required"
    r"|enable javascript and cookies to continue",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Signs:
    """What a page shows, as its walls are known by."""

    url: str  # where it was found at last
    title: str  # as its window has it
    shown: str  # the beginning of its words, without what every page of its site has
    schema: Schema
    has_password: bool  # it asks for one


def reading(signs: Signs, text: str) -> Reading:
    """How much of an article could be read, where `text` is what could."""
    words = len(text.split())
    if _asks_consent(signs, text, words):
        return Reading.CONSENT
    if words < _HARDLY_ANY and GATE.search(f"{signs.title} {signs.shown[:1000]}"):
        return Reading.FORBIDDEN
    if _asks_fee(signs, text, words):
        return Reading.PAYWALLED
    if words < _FILM and _is_film(signs.schema):
        return Reading.VIDEO
    return Reading.READ if words else Reading.SUMMARY


def is_request(paragraph: str) -> bool:
    """Does it ask to pay, to register or to accept something, rather than tell anything?"""
    asks = _FEE.search(paragraph) or _LOGIN.match(paragraph) or CONSENT.search(paragraph)
    return len(paragraph) < _LONGEST_REQUEST and asks is not None


def asks_consent(url: str) -> bool:
    """Is it where sites send those who have not agreed yet?"""
    return _CONSENT_HOST.match(urlsplit(url).hostname or "") is not None


def _asks_consent(signs: Signs, text: str, words: int) -> bool:
    """It is nothing but that: many a page asks below its article too."""
    if asks_consent(signs.url):
        return True
    if len(CONSENT.findall(f"{signs.title} {signs.shown[:3000]}")) < 2:
        return False
    paragraphs = text.split("\n\n")
    about_it = sum(_ABOUT_CONSENT.search(each) is not None for each in paragraphs)
    return words < _HARDLY_ANY or 2 * about_it >= len(paragraphs)


def _asks_fee(signs: Signs, text: str, words: int) -> bool:
    if _is_marked(signs.schema):
        return words < _told_length(signs.schema)
    if words >= _CUT_SHORT:
        return False
    if _FEE.search(signs.shown) or text.endswith(_CUT):
        return True
    return words < _HARDLY_ANY and signs.has_password and _LOGIN.search(signs.shown) is not None


def _is_marked(schema: Schema) -> bool:
    """By itself, as those who sell articles must tell search engines."""
    told = schema.article.get("isAccessibleForFree")
    tier = schema.meta("article:content_tier") or ""
    return str(told).strip().lower() in ("false", "no", "0") or tier in ("locked", "metered")


def _told_length(schema: Schema) -> int:
    """Words from which on a text that asks a fee is nevertheless the whole."""
    told = str(schema.article.get("wordCount") or "")
    return min(int(told) * 7 // 10, 100_000) if told.isdecimal() and len(told) < 7 else _WHOLE


def _is_film(schema: Schema) -> bool:
    return (schema.meta("og:type") or "").startswith("video") or schema.has("VideoObject")
