"""`docket explain`, as a person types it and as a program drives it."""

from __future__ import annotations

import json

import pytest

from commands import explained
from db.models import EntryKind, Meaning, Snapshot, SourceState
from tests.commands.conftest import House
from tests.db.conftest import NOON, NUMBER, SOURCE, docket, entry, linked, need_source

TEXT = "ORDER granting 12 Motion to Compel by Sample Agency. Signed by Judge Doe."


@pytest.fixture
def kept(house: House) -> House:
    with house.store() as store:
        need_source(store, SOURCE, keep="all")
        told = docket(entry(500), linked(501, 132, "Order Dismissing Case"))
        store.record(Snapshot(SourceState.OK, dockets=(told,), source_id=SOURCE, fetched_at=NOON))
    return house


def answers(house: House, *lines: object) -> list[dict[str, object]]:
    given = "\n".join(each if isinstance(each, str) else json.dumps(each) for each in lines)
    told = house.docket("explain", "--batch", given=given + "\n").stdout
    return [json.loads(line) for line in told.splitlines()]


def own_rules(house: House, rule: str) -> None:
    house.folder.mkdir(exist_ok=True)
    (house.folder / "rules.toml").write_text(f'[[rule]]\nname = "ours"\n{rule}\n')


def test_people_see_the_entry_and_which_rule_said_what_by_which_words(kept: House) -> None:
    told = kept.docket("explain", "mad", NUMBER, "132").stdout
    assert "D. Mass. 1:25-cv-10676, entry 132" in told
    assert "Order Dismissing Case" in told
    (kind,) = [line for line in told.splitlines() if line.startswith("kind")]
    assert kind.split() == ["kind", "order", "order", '"Order"']
    assert any(line.startswith("disposition  dismissed") for line in told.splitlines())


def test_programs_get_the_meaning_and_its_reasons(kept: House) -> None:
    told = json.loads(kept.docket("explain", f"mad {NUMBER}", "132", "--json").stdout)
    assert (told["docket"], told["number"], told["rules"]) == (f"mad {NUMBER}", 132, "district")
    assert (told["kind"], told["disposition"], told["marks"]) == ("order", "dismissed", [])
    assert told["reasons"][0] == {
        "about": "kind",
        "value": "order",
        "rule": "order",
        "words": "Order",
    }


def test_an_entry_without_a_number_is_named_by_its_id(kept: House) -> None:
    (told,) = kept.lines("show", "--court", "mad")
    (stub,) = [each for each in told["entries"] if each["number"] is None]
    said = json.loads(kept.docket("explain", "mad", NUMBER, f"id:{stub['id']}", "--json").stdout)
    assert (said["id"], said["number"]) == (stub["id"], None)


@pytest.mark.parametrize("command", ["explain", "cite"])
@pytest.mark.parametrize("entry", ["3", "id:3"])
def test_of_a_watch_without_filings_no_entry_is_kept(
    house: House, command: str, entry: str
) -> None:
    house.docket("watch", f"mad {NUMBER}", "--name", "dvd", "--no-look")
    said = house.docket(command, "dvd", entry, exits=1).stderr
    assert f"no entry {entry} is kept of dvd; `docket show` lists" in said


def test_words_can_be_explained_without_any_case(house: House) -> None:
    told = house.docket("explain", "--court", "D. Mass.", "--text", TEXT).stdout
    assert "by the rules of district courts" in told
    assert "granted" in told
    assert not house.path.exists()


def test_the_users_own_rules_decide_first(house: House) -> None:
    own_rules(house, 'kind = "notice"\nopens = ["order granting"]')
    told = json.loads(house.docket("explain", "--court", "mad", "--text", TEXT, "--json").stdout)
    assert (told["kind"], told["reasons"][0]["rule"]) == ("notice", "ours")
    (answer,) = answers(house, {"id": 1, "court": "mad", "text": TEXT})
    assert answer["kind"] == "notice"


def test_a_bad_rule_of_the_user_is_one_error_line(house: House) -> None:
    own_rules(house, 'kind = "nose"')
    told = house.docket("explain", "--batch", exits=1).stderr
    assert 'rules.toml: line 1: rule "ours": kind is one of' in " ".join(told.split())


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["mad", NUMBER, "999"], "no entry 999 is kept of"),
        (["mad", NUMBER, "first"], "is no number of an entry"),
        (["mad", "1:25-cv-99999", "1"], "Nothing is kept of"),
        (["--court", "nowhere", "--text", "ORDER"], "No federal court"),
    ],
)
def test_what_cannot_be_explained_is_an_error_in_words(
    kept: House, words: list[str], told: str
) -> None:
    assert told in " ".join(kept.docket("explain", *words, exits=1).stderr.split())


@pytest.mark.parametrize("words", [[], ["mad"], ["--text", "ORDER"]])
def test_too_few_words_are_a_wrong_use(house: House, words: list[str]) -> None:
    house.docket("explain", *words, exits=2)


# ---------------------------------------------------------------- in batches


def test_a_batch_is_answered_line_for_line_in_the_shape_of_labelled_entries(house: House) -> None:
    asked = {"id": "a#1", "court": "mad", "filed_on": "2025-05-23", "label": "", "text": TEXT}
    told = answers(house, asked, asked | {"id": 2, "text": "MOTION to Stay by Example Corp."})
    assert [list(each) for each in told] == [
        ["id", "kind", "disposition", "answers", "hearing", "deadlines"]
    ] * 2
    assert [(each["id"], each["kind"]) for each in told] == [("a#1", "order"), (2, "motion")]
    assert (told[0]["disposition"], told[0]["answers"]) == ("granted", [12])


def test_a_line_that_cannot_be_answered_costs_no_other(house: House) -> None:
    good = {"id": 9, "court": "mad", "text": TEXT}
    told = answers(
        house,
        '{"id": 1',
        "",
        "[1]",
        {"id": "x", "court": "nope"},
        {"id": "y", "court": "mad", "text": 5},
        {"id": "z", "court": "mad", "filed_on": "2025-13-01"},
        {"id": "n", "text": TEXT},
        {"id": [], "court": "mad"},
        '{"id": NaN}',
        '{"id": 1e999, "court": "mad"}',
        "[" * 100_000,
        good,
    )
    assert [each["id"] for each in told] == [None] * 3 + ["x", "y", "z", "n"] + [None] * 4 + [9]
    assert all(each["error"] for each in told[:-1])
    assert told[-1]["kind"] == "order"


def test_a_line_of_bytes_that_are_no_text_is_answered() -> None:
    told = explained.line_for(b"\xff\xfe", lambda words: Meaning(EntryKind.OTHER))
    assert told["id"] is None
    assert "no JSON" in told["error"]


def test_a_batch_needs_no_store_and_makes_none(house: House) -> None:
    answers(house, {"id": 1, "court": "mad", "text": TEXT})
    assert not house.path.exists()
