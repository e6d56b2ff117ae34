"""A story becomes a message: title, plain text, Markdown and HTML. Pure.

Every value that a template prints passes through the gate of its format, so that no
template can forget to escape one.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from db.interest import tells_of
from db.models import ChangeKind, Watch, WatchedCase
from notify import blind_spots, documents, escape, words
from notify.channel import Letter
from notify.story import ABOUT_SOURCES, Happening, Story, happenings, sections

_LONGEST_TITLE = 150
_LONGEST_CASE = 80
_ET_AL = re.compile(r",?\s+et\s?al\.?(?=\s|,|$)", re.IGNORECASE)


def message(story: Story) -> Letter:
    happened = happenings(story)
    title = _title(happened, story)
    page = {
        "title": title,
        "sections": [words.section(group, story) for group in sections(happened).values()],
        "notes": list(dict.fromkeys(watch.note for watch in story.watches if watch.note)),
        "watches": [(watch.slug, _mute(watch)) for watch in story.watches],
        "looks": words.looked(story.looks),
        "blind_spots": _blind_spots(happened, story),
        "message_id": story.message_id,
    }
    return Letter(
        id=story.message_id,
        title=title,
        text=_template("message.txt").render(page),
        markdown=_template("message.md").render(page),
        html=_template("message.html").render(page),
        thread=story.thread,
        enclosures=documents.enclosures(story),
    )


def _title(happened: list[Happening], story: Story) -> str:
    """`D.V.D. v. DHS: Memorandum & Order (132) and 2 more`, safe as a mail's subject."""
    first = happened[0]
    more = f" and {len(happened) - 1} more" if len(happened) > 1 else ""
    what = escape.clean(_subject(first, story), _LONGEST_TITLE - len(more))
    return escape.clean(what + more, _LONGEST_TITLE)


def _subject(first: Happening, story: Story) -> str:
    if first.change.kind in ABOUT_SOURCES:
        return words.sentence(first, story)
    if first.change.kind is ChangeKind.ENTRY_ADDED:
        entry = story.entry_of(first.change)
        named = words.filing(first.change.entry, entry.text if entry is not None else None)
        return f"{_case(first, story)}: {named}"
    told = words.sentence(first, story)
    return f"{_case(first, story)}: {told[:1].lower()}{told[1:]}"


def _case(first: Happening, story: Story) -> str:
    docket = story.docket_of(first.change)
    if docket is not None and docket.caption:
        return escape.clean(_ET_AL.sub("", docket.caption), _LONGEST_CASE)
    return f"{blind_spots.citation(first.court_id)} {first.docket_keys[0].number}"


def _mute(watch: Watch) -> str:
    return f"docket mute {shlex.quote(watch.slug)}"


def _blind_spots(happened: list[Happening], story: Story) -> list[str]:
    """What is not seen of each docket or court in the message, a sentence each."""
    found = (said for each in happened for said in _not_seen(each, story))
    return list(dict.fromkeys(found))


def _not_seen(happening: Happening, story: Story) -> Iterator[str]:
    sources, zone = story.sources.values(), story.time_zone
    for key in happening.docket_keys:
        case = WatchedCase(key.court_id, key.number)
        telling = [source for source in sources if tells_of(source, case)]
        yield from blind_spots.of_docket(key.court_id, telling, zone)
    court_id = happening.court_id
    if court_id is not None and not happening.docket_keys:
        of_court = [each for each in sources if each.court_id == court_id and not each.number]
        yield from blind_spots.of_docket(court_id, of_court, zone)


def _markdown_gate(value: object) -> str:
    return value if isinstance(value, Markup) else escape.markdown(value)


def _markdown_link(url: str, label: str) -> Markup:
    # The URL comes from escape.web_link: it holds no character that ends a link.
    return Markup(f"[{escape.markdown(label)}]({url})")


_GATES: dict[str, Callable[[object], str]] = {
    "message.txt": escape.clean,
    "message.md": _markdown_gate,
    "message.html": escape.clean,
}


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=PackageLoader("notify"),
        autoescape=name.endswith(".html"),
        undefined=StrictUndefined,
        finalize=_GATES[name],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["link"] = _markdown_link
    environment.globals["break"] = Markup("  ")  # Markdown's line break: two blanks at the end
    return environment.get_template(name)
