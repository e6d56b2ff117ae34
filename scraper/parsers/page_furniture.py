"""What stands on a page beside its article: menus, letters to sign up for, other stories. Pure.

Other stories matter most: their headlines name other cases.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_TAGS = (
    *("nav", "aside", "footer", "button", "select", "dialog", "template", "noscript"),
    *("figcaption", "iframe", "svg", "object", "script", "style", "video", "audio"),
)
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_MARKED = re.compile(
    r"related|newsletter|recirc|read-?(?:more|next|also)|more-?(?:stories|news|on|from)|most-?(?:read|pop)"
    r"|trending|recommend|taboola|outbrain|promo|sign-?up|subscribe\b|also-?like|inline-?link|caption"
    r"|sponsor|advert|comments?\b|breadcrumb|share|social|cookie|consent|onetrust|byline|skip-",
    re.IGNORECASE,
)
_MOST_MARKED = 0.4  # of a page's text; what holds more is the page, whatever its class says
_LONGEST_CARD = 500  # characters of a headline and a few words of another story
_CARDS = ("div", "article", "section", "li")
_MOST_PARTS = 6  # of a card
_LINKED = 0.8  # of a paragraph; such a one is a link to something else

_ANNOUNCES = re.compile(
    r"(?:read (?:more|also|next|full|the full)|related(?: \w+)?|more (?:on|from|coverage|stories)"
    r"|see also|also read|watch|listen|sign up|subscribe|get (?:our|the) \w+ newsletter"
    r"|advertisement|(?:story|article) continues|don['’]t miss|most (?:read|popular|viewed)"
    r"|trending|recommended|you may also like|up next|click here|download (?:our|the) app"
    r"|follow us|share this|editors?['’] picks?|lee (?:también|más)|te puede interesar"
    r"|suscr[ií]base|lire aussi|à lire|abonnez|lesen sie auch|mehr zum thema"
    r"|leia (?:também|mais))\b",
    re.IGNORECASE,
)
_LONGEST_ANNOUNCEMENT = 220  # characters; a sentence that only begins so may be longer


def removed(tree: HtmlElement) -> HtmlElement:
    """The page with its article, and as little as possible besides; changes the tree."""
    for each in list(tree.iter(*_TAGS)):
        _drop(each)
    for each in list(tree.find_class("encrypted-content")):
        _drop(each)  # letters without a meaning, for those who paid
    whole = len(tree.text_content())
    for each in list(tree.iter("div", "section", "ul", "ol", "p", "span", "figure", "h2", "h3")):
        if _is_marked(each) and len(each.text_content()) < _MOST_MARKED * whole:
            _drop(each)
    for each in list(tree.iter("p", "li", "td", *_HEADINGS)):
        if _is_link(each):
            _drop(_card(each, whole) if each.tag in _HEADINGS else each)
    return tree


def _card(heading: HtmlElement, whole: int) -> HtmlElement:
    """What a headline that leads elsewhere stands over, where that is another story in brief."""
    around = heading.getparent()
    if around is None or around.tag not in _CARDS or len(around) > _MOST_PARTS:
        return heading
    size = len(around.text_content())
    return around if size < min(_LONGEST_CARD, _MOST_MARKED * whole) else heading


def announces(paragraph: str) -> bool:
    """Does it invite to read, watch or order something else?"""
    return len(paragraph) < _LONGEST_ANNOUNCEMENT and _ANNOUNCES.match(paragraph) is not None


def _is_marked(element: HtmlElement) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:300]
    return _MARKED.search(names) is not None


def _is_link(element: HtmlElement) -> bool:
    """Nearly all of it is a link: to a related story, or a tag."""
    links = list(element.iter("a"))
    if not links:
        return False
    linked = sum(len(each.text_content().strip()) for each in links)
    return linked > _LINKED * len(element.text_content().strip())


def _drop(element: HtmlElement) -> None:
    """What follows it stays where it is; the root is never dropped."""
    if element.getparent() is not None:
        element.drop_tree()
