"""A story becomes a message: title, plain text, Markdown and HTML. Pure but for the templates."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from db.interest import tells_of
from db.models import Change, ChangeKind, Watch, WatchedCase
from notify import blind_spots, bursts, digest, documents, subjects, templating, withheld, words
from notify.channel import Letter
from notify.filters import RULINGS
from notify.story import Form, Happening, Story, happenings, sections


def message(story: Story) -> Letter:
    shown = page(story)
    form = "digest" if story.form is Form.DIGEST else "message"
    text, markdown, html = (
        templating.rendered(f"{form}.{ending}", shown, story.templates_path)
        for ending in ("txt", "md", "html")
    )
    return Letter(
        id=story.message_id,
        title=str(shown["title"]),
        text=text,
        markdown=markdown,
        html=html,
        thread=story.thread,
        enclosures=documents.enclosures(story),
    )


def page(story: Story) -> dict[str, object]:
    """What the templates may print; `docs/alerts.md` tells of each."""
    story = withheld.told(story)
    happened = bursts.folded(happenings(story), story)
    groups, is_digest = sections(happened).values(), story.form is Form.DIGEST
    common = {
        "title": subjects.subject(happened, story),
        "form": story.form.value,
        "language": story.language,
        "say": story.reader.say,
        "clean": story.guard.clean,  # of the guard itself a template could print the names
        "notes": list(dict.fromkeys(watch.note for watch in story.watches if watch.note)),
        "watches": [(watch.slug, _mute(watch)) for watch in story.watches],
        "acknowledge": _acknowledge(story),
        "looks": words.looked(story.looks, story.reader),
        "blind_spots": _blind_spots(happened, story),
        "message_id": story.message_id,
    }
    if not is_digest:
        return common | {"sections": [words.section(group, story) for group in groups]}
    return common | {
        "sections": digest.sections(groups, story),
        "due": digest.due_soon(story),
        "held": digest.held_back(story),
    }


def _mute(watch: Watch) -> str:
    return f"docket mute {shlex.quote(watch.slug)}"


def _acknowledge(story: Story) -> str | None:
    """How to say that one has read it, where silence has something in it repeated."""
    is_asked = any(watch.timing.repeat_to for watch in story.watches)
    is_first = story.form in (Form.ALERT, Form.DIGEST)
    is_repeated = is_asked and is_first and any(_is_ruling(each, story) for each in story.changes)
    return f"docket ack {story.message_id}" if is_repeated else None


def _is_ruling(change: Change, story: Story) -> bool:
    entry = story.entry_of(change)
    return change.kind is ChangeKind.ENTRY_ADDED and entry is not None and entry.kind in RULINGS


def _blind_spots(happened: list[Happening], story: Story) -> list[str]:
    """What is not seen of each docket or court in the message, a sentence each."""
    found = (said for each in happened for said in _not_seen(each, story))
    return list(dict.fromkeys(found))


def _not_seen(happening: Happening, story: Story) -> Iterator[str]:
    sources, reader = story.sources.values(), story.reader
    for key in happening.docket_keys:
        case = WatchedCase(key.court_id, key.number)
        telling = [source for source in sources if tells_of(source, case)]
        yield from blind_spots.of_docket(key.court_id, telling, reader)
    court_id = happening.court_id
    if court_id is not None and not happening.docket_keys:
        of_court = [each for each in sources if each.court_id == court_id and not each.number]
        yield from blind_spots.of_docket(court_id, of_court, reader)
