"""The desk at which things are handed in: what became of each, told as it is taken in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from commands import output
from commands.taking_in import Taken
from db.errors import DocketError
from db.models import DocketKey


@dataclass
class Desk:
    as_json: bool
    has_refused: bool = False
    left: Counter[str] = field(default_factory=Counter)  # mails of a box that were not taken: why
    unwatched: dict[DocketKey, bool] = field(default_factory=dict)  # and whether it is kept

    def take(self, place: str, take_in: Callable[[], Iterable[Taken]]) -> None:
        """Tell what became of one thing; one that cannot be read costs no other."""
        try:
            for taken in take_in():
                self.tell(taken)
        except DocketError as error:
            self.refuse(place, str(error))

    def tell(self, taken: Taken) -> None:
        if not taken.is_watched:
            self.unwatched[taken.docket] = taken.is_kept
        if self.as_json:
            output.json_line(taken.plain)
        elif taken.is_kept:
            output.say(_line(taken))
        for problem in taken.problems:
            output.complain(f"{taken.place}: {problem.message}")

    def refuse(self, place: str, words: str) -> None:
        self.has_refused = True
        output.complain(f"{place}: {words}")

    def close(self) -> None:
        """What is left to say when everything was handed in."""
        for words, count in self.left.items():
            output.note(f"{count} {'mail was' if count == 1 else 'mails were'} {words}")
        for docket, is_kept in self.unwatched.items():
            how = f'`docket watch "{docket}"` begins to follow it.'
            if is_kept:
                output.note(f"Nobody watches {docket}; it is kept all the same. {how}")
            else:
                output.note(f"Nobody watches {docket}; it is not kept, unless with --all. {how}")


def _line(taken: Taken) -> str:
    entries = "1 entry" if taken.entries == 1 else f"{taken.entries} entries"
    new = "nothing new" if not taken.new else f"{taken.new} new"
    named = str(taken.docket) if taken.caption is None else f"{taken.docket} {taken.caption}"
    return f"{named}: {entries}, {new}"
