"""What an answer changes in the store: identity, what is news, and what is noise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from db.models import Change, ChangeKind, EntryStatus, SourceState
from db.store import Store
from tests.db.conftest import BEGAN, NOON, SOURCE, docket, entry, kinds, linked, need_source, watch

Tell = Callable[..., tuple[Change, ...]]


@pytest.fixture(autouse=True)
def watched(store: Store) -> None:
    watch(store)


def entries(store: Store) -> list[tuple[int | None, int | None, tuple[str, ...]]]:
    return [
        (each.seq, each.number, each.labels)
        for held in store.dockets.of_court("mad")
        for each in held.entries
    ]


def test_a_second_look_tells_nothing_new(tell: Tell) -> None:
    tell(docket(entry(), linked(501, 132)))
    assert tell(docket(entry(), linked(501, 132))) == ()


def test_the_first_look_is_quiet(tell: Tell) -> None:
    assert kinds(tell(docket(entry())), quiet=False) == []


def test_what_was_entered_after_the_watch_began_is_news_even_at_the_first_look(
    tell: Tell,
) -> None:
    late = entry(501, entered_at=NOON + timedelta(seconds=30))
    assert kinds(tell(docket(entry(500), late)), quiet=False) == ["entry_added"]


def test_the_first_filing_of_a_silent_case_is_news(tell: Tell) -> None:
    tell()
    long_ago = entry(entered_at=NOON - timedelta(hours=20))
    assert kinds(tell(docket(long_ago)), quiet=False) == ["entry_added"]


def test_late_is_not_lost_however_old_its_date(tell: Tell) -> None:
    """Promise 7. Red when: `unlist` or `record` skip entries older than the newest one held."""
    tell(docket(entry(900)))
    unsealed = entry(12, entered_at=NOON - timedelta(days=400))
    assert kinds(tell(docket(entry(900), unsealed))) == ["entry_added"]


def test_two_seqs_are_two_entries_though_all_else_is_equal(store: Store, tell: Tell) -> None:
    tell(docket(entry(500), entry(501)))
    assert len(entries(store)) == 2


def test_an_edit_is_told_once_with_before_and_after(tell: Tell) -> None:
    tell(docket(entry(label="Leave to File Document")))
    edited = tell(docket(entry(label="Extension of Time")))
    assert [(each.kind, each.old, each.new) for each in edited] == [
        (ChangeKind.ENTRY_EDITED, ["Leave to File Document"], ["Extension of Time"])
    ]
    assert tell(docket(entry(label="Extension of Time"))) == ()


def test_labels_that_alternate_are_told_once(tell: Tell) -> None:
    """Promise 5, flapping. Red when: `changes.heard` forgets the values it has heard."""
    tell(docket(entry(label="Answer")))
    flips = [tell(docket(entry(label=label))) for label in ("Reply", "Answer") * 5]
    assert [kinds(each) for each in flips] == [["entry_edited"], *[[]] * 9]


def test_labels_that_show_one_at_a_time_are_no_news(tell: Tell) -> None:
    both = entry(labels=("Answer", "Counterclaim"))
    tell(docket(both))
    for shown in (entry(label="Answer"), entry(label="Counterclaim"), both):
        assert tell(docket(shown)) == ()
    assert kinds(tell(docket(entry(label="Seal")))) == ["sealed"]


def test_an_edit_after_a_label_went_is_still_news(tell: Tell) -> None:
    tell(docket(entry(labels=("Answer", "Counterclaim"))))
    tell(docket(entry(label="Answer")))
    assert kinds(tell(docket(entry(label="Letter")))) == ["entry_edited"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Sample Person v. Agency", "Sample P. v. Agency"),
        ("Sample Person v. Agency", "S.P. v. Agency"),
        ("Sample Person v. Agency", "S.P., a minor v. Agency"),
        ("Sample Mary Person vs. Agency", "Sample Mary P. vs. Agency"),
        ("Sample Person v. Agency", "Sample P v. Agency"),
        ("Sample Person v. Agency", "Sealed Plaintiff v. Sealed Defendant"),
        ("USA v. Sample", "USA v. Sealed"),
        ("USA v. Sample", "USA v. SEALED"),
        ("Sample Person v. Agency", "Jane Doe v. Agency"),
        ("In re Sample Person", "In re S.P."),
    ],
)
def test_what_hides_a_name_is_a_redaction(tell: Tell, old: str, new: str) -> None:
    tell(docket(entry(), caption=old))
    assert kinds(tell(docket(entry(), caption=new))) == ["redacted"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("USA v. SEALED", "USA v. Sample"),
        ("Sample Person v. Agency", "Sample Person v. Agency et al"),
        ("WORTHLEY v. Agency", "Worthley v. Agency"),
        ("Example v. Sample Mutual Company", "Example v. Sample Group Inc."),
    ],
)
def test_another_caption_is_no_redaction(tell: Tell, old: str, new: str) -> None:
    tell(docket(entry(), caption=old))
    assert kinds(tell(docket(entry(), caption=new))) == ["recaptioned"]


def test_a_filing_of_the_second_in_which_the_watch_began_is_news(tell: Tell) -> None:
    assert kinds(tell(docket(entry(entered_at=BEGAN.replace(microsecond=0)))), quiet=False) == [
        "entry_added"
    ]


def test_utility_labels_never_count(tell: Tell) -> None:
    first, second = "~Util - Terminate Motions", "~Util - Add and Terminate Attorneys"
    tell(docket(entry(label=first)))
    assert tell(docket(entry(label=second))) == ()
    tell(docket(entry(label="Order")))
    assert tell(docket(entry(label=first))) == ()


def test_a_utility_label_does_not_hide_the_real_one(store: Store, tell: Tell) -> None:
    tell(docket(entry(label="Order")))
    tell(docket(entry(label="~Util - Terminate Motions")))
    assert entries(store) == [(500, None, ("Order",))]


def test_a_sealing_is_told_without_the_words_before(tell: Tell) -> None:
    """Promise 6. Red when: `Difference.shown_old` returns `old` for a sealing."""
    tell(docket(entry(label="Leave to File Document")))
    (sealed,) = tell(docket(entry(label="Seal")))
    assert (sealed.kind, sealed.old, sealed.new) == (ChangeKind.SEALED, None, ["Seal"])


def test_a_sealing_takes_back_earlier_words_from_the_log(store: Store, tell: Tell) -> None:
    tell(docket(entry(label="Motion of a person")))
    tell(docket(entry(label="Letter of a person")))
    tell(docket(entry(label="Seal")))
    assert "person" not in repr(store.changes.after(0))


def test_a_sealing_that_takes_the_link_along_is_one_change(tell: Tell) -> None:
    tell(docket(linked(501, 132, "Motion")))
    (sealed,) = tell(docket(entry(501, "Seal")))
    assert sealed.kind is ChangeKind.SEALED
    assert sealed.entry
    assert sealed.entry.number == 132


def test_number_and_link_that_arrive_together_are_one_change(tell: Tell) -> None:
    tell(docket(entry(501)))
    assert kinds(tell(docket(linked(501, 132)))) == ["entry_numbered"]


def test_number_and_link_withdrawn_together_are_one_change(tell: Tell) -> None:
    tell(docket(linked(501, 132)))
    assert kinds(tell(docket(entry(501)))) == ["document_unlinked"]


def test_a_replaced_document_is_an_edit(tell: Tell) -> None:
    before = linked(501, 132)
    tell(docket(before))
    document = replace(before.documents[0], doc_id="09501999999")
    (edited,) = tell(docket(replace(before, documents=(document,))))
    assert (edited.kind, edited.field) == (ChangeKind.ENTRY_EDITED, "doc_id")


def test_a_moved_time_is_no_news(tell: Tell) -> None:
    tell(docket(entry(500)))
    assert tell(docket(entry(500, entered_at=NOON + timedelta(hours=2)))) == ()


def test_a_new_caption_is_one_change_for_the_docket(tell: Tell) -> None:
    tell(docket(entry(500), entry(501), caption="Example v. Sample Mutual Company"))
    changed = tell(docket(entry(500), entry(501), caption="Example v. Sample Group Inc."))
    assert kinds(changed) == ["recaptioned"]


def test_a_name_that_gives_way_to_a_pseudonym_is_a_redaction(store: Store, tell: Tell) -> None:
    """Promise 6. Red when: `_redact` in docket_rows is not called."""
    tell(docket(entry(), caption="Sample Plaintiff v. Agency"))
    tell(docket(entry(), caption="Sample Person v. Agency"))
    (redacted,) = tell(docket(entry(), caption="Sample P. v. Agency"))
    assert (redacted.kind, redacted.old) == (ChangeKind.REDACTED, None)
    assert redacted.new == "Sample P. v. Agency"
    assert "Sample Person" not in repr(store.changes.after(0))


def test_silence_never_overwrites(store: Store, tell: Tell) -> None:
    """Promise 5, silence. Red when: `headings.overlaid` also copies None."""
    tell(docket(entry(), judge="Example, J."))
    assert tell(docket(entry(), judge=None, caption=None)) == ()
    (held,) = store.dockets.of_court("mad")
    assert held.judge == "Example, J."
    assert held.caption


def test_an_entry_gone_from_a_whole_list_vanished(store: Store, tell: Tell) -> None:
    """Promise 6. Red when: `unlist` turns nothing into VANISHED."""
    tell(docket(entry(500), entry(501)))
    assert kinds(tell(docket(entry(501)))) == ["entry_vanished"]
    (held,) = store.dockets.of_court("mad")
    assert [each.status for each in held.entries] == [EntryStatus.VANISHED, EntryStatus.LISTED]


def test_an_entry_that_aged_out_of_the_window_did_not_vanish(tell: Tell) -> None:
    tell(docket(entry(500), entry(501)))
    assert tell(docket(entry(501)), window_start=NOON + timedelta(minutes=1)) == ()


def test_an_answer_that_shows_only_what_is_new_makes_nothing_vanish(tell: Tell) -> None:
    tell(docket(entry(500)))
    assert kinds(tell(docket(entry(501)), complete=False)) == ["entry_added"]


def test_an_answer_cut_short_makes_nothing_vanish(tell: Tell) -> None:
    tell(docket(entry(500), entry(501)))
    assert kinds(tell(docket(entry(500)), state=SourceState.DOWN)) == ["source_failing"]


def test_an_entry_that_comes_and_goes_is_told_once_each_way(tell: Tell) -> None:
    tell(docket(entry(500), entry(501)))
    listings = [tell(docket(*shown)) for shown in ([entry(501)], [entry(500), entry(501)]) * 3]
    assert [kinds(each) for each in listings] == [
        ["entry_vanished"],
        ["entry_back"],
        [],
        [],
        [],
        [],
    ]


def test_entries_of_a_docket_no_longer_watched_do_not_vanish(store: Store, tell: Tell) -> None:
    tell(docket(entry(500)))
    store.watches.remove("matter")
    assert kinds(tell()) == []


def test_codefendants_are_dockets_of_their_own_under_one_watch(store: Store, tell: Tell) -> None:
    defendants = [
        docket(linked(944, 267), number=f"1:20-cr-10306-{n}", pacer_case_id=f"22842{n}")
        for n in (1, 2)
    ]
    store.watches.remove("matter")
    made = watch(store, "1:20-cr-10306")
    tell(*defendants)
    numbers = [each.number for each in store.dockets.of_cases(made.cases)]
    assert numbers == ["1:20-cr-10306-1", "1:20-cr-10306-2"]


def test_a_changed_office_digit_is_the_same_docket(store: Store, tell: Tell) -> None:
    tell(docket(entry(500), number="4:22-cv-07634"))
    changed = tell(docket(entry(500), entry(501), number="5:22-cv-07634"))
    assert kinds(changed) == ["reassigned"]
    assert [each.number for each in store.dockets.of_court("mad")] == ["5:22-cv-07634"]


def test_a_docket_told_without_a_case_id_is_found_by_its_number(store: Store, tell: Tell) -> None:
    tell(docket(entry(500), pacer_case_id=None))
    tell(docket(entry(500), entry(501)))
    (held,) = store.dockets.of_court("mad")
    assert (held.pacer_case_id, len(held.entries)) == ("282404", 2)


def test_without_seq_one_second_is_one_filing(store: Store, tell: Tell) -> None:
    """E.D.N.Y.: a number that arrives later belongs to the filing of that second."""
    tell(docket(entry(None, "Order")))
    assert kinds(tell(docket(entry(None, "Order", number=7)))) == ["entry_numbered"]
    assert entries(store) == [(None, 7, ("Order",))]


def test_without_seq_two_orders_of_one_day_stay_two(store: Store, tell: Tell) -> None:
    later = entry(None, "Order", entered_at=NOON + timedelta(seconds=1))
    tell(docket(entry(None, "Order"), later))
    tell(docket(later))
    assert len(entries(store)) == 2


def test_a_text_order_told_by_two_sources_is_one_entry(store: Store, tell: Tell) -> None:
    """Promise 3, one entry that grows. Red when: `identity.group` loses its last rungs."""
    need_source(store, "pacer_rss:mab")
    label = "Order on Motion for Extension of Time"
    text = "ELECTRONIC ORDER entered granting 222 Motion for Extension of Time"
    tell(docket(entry(500, label)))
    told = entry(None, entered_at=None, filed_on=date(2025, 5, 23), number=223, text=text)
    grown = tell(docket(replace(told, labels=())), source_id="pacer_rss:mab")
    assert kinds(grown, quiet=False) in ([], ["coverage_changed"])
    assert entries(store) == [(500, 223, (label,))]


def test_only_what_was_told_is_kept_with_its_source(store: Store, tell: Tell) -> None:
    tell(docket(entry()))
    (held,) = store.dockets.of_court("mad")
    assert held.entries[0].sources == (SOURCE,)
