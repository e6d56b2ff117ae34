"""A burst of filings is one line, and no filing is left out of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from db.models import Change, ChangeKind, DocketEntry, DocketKey, EntryKind, EntryRef, Meaning
from notify import bursts
from notify.story import Happening, Story, happenings
from tests.db.conftest import NOON, NUMBER

HERE = DocketKey("mad", NUMBER)
THERE = DocketKey("mad", "1:25-cv-10999")


def filed(id: int, kind: EntryKind, after: float = 0, **told: object) -> DocketEntry:
    answers = told.pop("answers", ())
    values: dict[str, object] = {
        "id": str(id),
        "seq": 500 + id,
        "number": id,
        "labels": (kind.title(),),
        "entered_at": NOON + timedelta(seconds=after),
        "meaning": Meaning(kind, answers=answers),  # type: ignore[arg-type]
    }
    return DocketEntry(**(values | told))  # type: ignore[arg-type]


def story(*entries: DocketEntry, dockets: Iterable[DocketKey] = ()) -> Story:
    keys = list(dockets) or [HERE] * len(entries)
    changes = tuple(
        Change(
            ChangeKind.ENTRY_ADDED,
            NOON,
            key,
            keys.index(key) + 1,
            EntryRef(each.id or "", each.seq, each.number, each.labels),
            id=place,
        )
        for place, (each, key) in enumerate(zip(entries, keys, strict=True), 1)
    )
    return Story("m", changes, (), entries={each.id or "": each for each in entries})


def lines(told: Story) -> list[list[str]]:
    """The entries' ids in each line, the filing that it is about first."""
    found = bursts.folded(happenings(told), told)
    return [[_id(each), *map(_id, each.companions)] for each in found]


def _id(happening: Happening) -> str:
    assert happening.change.entry is not None
    return happening.change.entry.id


K = EntryKind


def test_a_motion_and_its_twelve_exhibits_are_one_line() -> None:
    exhibits = [filed(10 + each, K.EXHIBIT, after=each) for each in range(1, 13)]
    told = story(filed(9, K.MOTION), filed(10, K.DECLARATION), *exhibits)
    assert lines(told) == [["9", "10", *(str(10 + each) for each in range(1, 13))]]


def test_an_exhibit_goes_with_the_filing_before_it() -> None:
    told = story(filed(9, K.MOTION), filed(10, K.MOTION, 20), filed(11, K.EXHIBIT, 30))
    assert lines(told) == [["9"], ["10", "11"]]


def test_a_declaration_in_support_of_a_motion_goes_with_it_whenever_it_comes() -> None:
    late = filed(12, K.DECLARATION, 3600, answers=(9,))
    told = story(filed(9, K.MOTION), filed(10, K.MOTION, 3590), late)
    assert lines(told) == [["9", "12"], ["10"]]


def test_a_declaration_of_another_motion_stands_alone() -> None:
    told = story(filed(9, K.MOTION), filed(10, K.DECLARATION, answers=(4,)))
    assert lines(told) == [["9"], ["10"]]


def test_an_exhibit_of_the_other_side_stands_alone() -> None:
    theirs = filed(10, K.EXHIBIT, filer="Sample Agency")
    assert lines(story(filed(9, K.MOTION, filer="Plaintiffs"), theirs)) == [["9"], ["10"]]


def test_an_exhibit_of_later_stands_alone() -> None:
    assert lines(story(filed(9, K.MOTION), filed(10, K.EXHIBIT, 121))) == [["9"], ["10"]]


def test_no_paper_goes_with_an_order_of_its_minute() -> None:
    assert lines(story(filed(9, K.ORDER), filed(10, K.EXHIBIT))) == [["9"], ["10"]]


def test_exhibits_without_a_motion_go_with_their_declaration() -> None:
    told = story(filed(9, K.DECLARATION), filed(10, K.EXHIBIT), filed(11, K.EXHIBIT))
    assert lines(told) == [["9", "10", "11"]]


def test_exhibits_alone_are_told_one_by_one() -> None:
    assert lines(story(filed(9, K.EXHIBIT), filed(10, K.EXHIBIT))) == [["9"], ["10"]]


def test_papers_of_another_docket_stand_alone() -> None:
    told = story(filed(9, K.MOTION), filed(10, K.EXHIBIT), dockets=(HERE, THERE))
    assert lines(told) == [["9"], ["10"]]


def test_an_order_spread_over_several_cases_is_one_line() -> None:
    words = {"number": None, "text": "ELECTRONIC ORDER entered. The parties shall confer."}
    told = story(filed(1, K.ORDER, **words), filed(2, K.ORDER, **words), dockets=(HERE, THERE))
    (happening,) = bursts.folded(happenings(told), told)
    assert happening.docket_keys == (HERE, THERE)


def test_orders_with_other_words_are_two_lines() -> None:
    one, other = filed(1, K.ORDER, text="GRANTED"), filed(2, K.ORDER, text="DENIED")
    assert lines(story(one, other, dockets=(HERE, THERE))) == [["1"], ["2"]]


def test_two_orders_of_one_second_in_one_docket_are_two_lines() -> None:
    one, other = (filed(each, K.ORDER, number=None, text="ORDER") for each in (1, 2))
    assert lines(story(one, other)) == [["1"], ["2"]]


def test_orders_that_only_their_labels_are_known_of_are_one_unless_they_have_numbers() -> None:
    bare = (filed(1, K.ORDER, number=None), filed(2, K.ORDER, number=None))
    assert len(lines(story(*bare, dockets=(HERE, THERE)))) == 1
    assert lines(story(filed(1, K.ORDER), filed(2, K.ORDER), dockets=(HERE, THERE))) == [
        ["1"],
        ["2"],
    ]
