"""What `docket watch` answers of a query: where it looks, what it finds, what it cannot see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from commands import card, coverage, home, output, sought, timeline
from commands.coverage import Outlook
from db.config import Config
from db.models import Docket, Query, Watch
from db.shelves import Shelves

_MOST_SHOWN = 10  # dockets

NOTHING = "Nothing of this is kept yet: what is entered from here on is told."
BY_ITS_NATURE = (
    "No filing is kept but what this finds; of cases that it finds, no other source is asked."
)


def show(store: Shelves, watch: Watch, config: Config) -> None:
    known = coverage.outlook(store, config, home.now())
    output.title(f"Watching {watch.slug}")
    output.facts(
        [("looks for", sought.phrase(watch)), ("in", sought.places(_query(watch), config))],
        *(
            card.of_coverage([each], {}, config)
            for each in sought.covered(_query(watch), known, config)
        ),
        [*_of_watch(watch, known, config)],
    )
    output.say()
    _show_found(store, sought.dockets(store, watch), config)


def _query(watch: Watch) -> Query:
    return watch.query or Query()


def _of_watch(watch: Watch, known: Outlook, config: Config) -> Iterator[tuple[str, str]]:
    yield from (("not seen", said) for said in sought.unseen(watch, known))
    yield "kept", BY_ITS_NATURE
    yield from card.of_watch(watch, config)


def _show_found(store: Shelves, found: Sequence[Docket], config: Config) -> None:
    if not found:
        output.say(NOTHING)
        return
    timeline.show(store, found[-_MOST_SHOWN:], config.time_zone)
    if len(found) > _MOST_SHOWN:
        more = len(found) - _MOST_SHOWN
        output.say(f"and {more} cases more: `docket show` with this watch's name lists all.")
