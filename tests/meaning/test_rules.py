"""The tables of rules: every rule has an example that it decides, and users add their own."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from db.errors import ConfigError
from db.models import Disposition, DocketEntry, EntryKind, Mark
from scraper import classify
from scraper.meaning import dispositions, kinds, marks, rules
from scraper.meaning.words import Words

FILES = sorted(Path(rules.__file__).with_name("rules").glob("*.toml"))
COURTS = {"bankruptcy": "nysb", "appellate": "ca1", "scotus": "scotus"}


def examples(what: str) -> list[Any]:
    """A court whose table has the rule, and the rule."""
    return [
        pytest.param(COURTS.get(path.stem, "mad"), rule, id=f"{path.stem}: {rule['name']}")
        for path in FILES
        for rule in tomllib.loads(path.read_text()).get(what, [])
    ]


@pytest.mark.parametrize(("court", "rule"), examples("rule"))
def test_a_rule_decides_its_own_example(court: str, rule: dict[str, Any]) -> None:
    part = rule.get("of", "text")
    found = kinds.of(Words(court, **{part: rule["example"]}), rules.builtin().of(court))
    assert (found.rule, found.kind) == (rule["name"], rule["kind"])


@pytest.mark.parametrize(("court", "rule"), examples("ruling"))
def test_a_ruling_is_heard_in_its_own_example(court: str, rule: dict[str, Any]) -> None:
    kind = EntryKind(rule.get("kinds", ["order"])[0])
    found, reasons = dispositions.of(
        Words(court, text=rule["example"]), kind, rules.builtin().of(court)
    )
    assert (reasons[0].rule, found) == (rule["name"], rule["disposition"])


@pytest.mark.parametrize(("court", "rule"), examples("mark"))
def test_a_mark_is_seen_in_its_own_example(court: str, rule: dict[str, Any]) -> None:
    _, reasons = marks.of(Words(court, text=rule["example"]), rules.builtin().of(court))
    assert rule["name"] in [each.rule for each in reasons]


def test_in_a_table_no_two_rules_have_one_name() -> None:
    ids = [each.id for what in ("rule", "ruling", "mark") for each in examples(what)]
    assert len(set(ids)) == len(ids)


# ---------------------------------------------------------------- the user's own rules


def written(folder: Path, text: str) -> Path:
    path = folder / "rules.toml"
    path.write_text(text)
    return path


OWN = """
[[rule]]
name = "flight report"
kind = "status_report"
opens = ["notice of flight"]
says = ["ice air"]

[[rule]]
name = "our judge's orders of service"
kind = "notice"
opens = ["order of service"]
courts = ["D. Mass."]

[[ruling]]
name = "so be it"
disposition = "granted"
words = ["SoBeIt"]

[[mark]]
name = "for counsel only"
mark = "restricted"
says = ["attorneys eyes only"]
"""


def test_the_users_rules_go_before_ours(tmp_path: Path) -> None:
    tables = rules.load(written(tmp_path, OWN))
    told = classify.explain(
        Words("mad", text="NOTICE of Flight by Sample Agency re ICE Air (ATTORNEYS' EYES ONLY)"),
        tables,
    )[0]
    assert (told.kind, told.marks) == (EntryKind.STATUS_REPORT, (Mark.RESTRICTED,))
    ruled = classify.explain(Words("mad", text="ORDER: the motion is SOBEIT"), tables)[0]
    assert ruled.disposition is Disposition.GRANTED


def test_a_users_rule_may_hold_for_some_courts(tmp_path: Path) -> None:
    tables = rules.load(written(tmp_path, OWN))
    read = classify.reader(tables)
    entry = DocketEntry(labels=("Order of Service",))
    assert read(entry, "mad").kind is EntryKind.NOTICE
    assert read(entry, "nysd").kind is EntryKind.ORDER


def test_what_a_user_adds_holds_for_his_reader_alone(tmp_path: Path) -> None:
    classify.reader(rules.load(written(tmp_path, OWN)))
    assert classify.read(DocketEntry(labels=("Order of Service",)), "mad").kind is EntryKind.ORDER


@pytest.mark.parametrize("path", [None, Path("nowhere/rules.toml")])
def test_without_a_file_ours_hold_alone(path: Path | None) -> None:
    assert rules.load(path) is rules.builtin()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            '[[rule]]\nname = "a"\nkind = "ordre"\nopens = ["x"]',
            r'line 1: rule "a": kind is one of',
        ),
        ('\n[[rule]]\nkind = "order"\nopens = ["x"]', "line 2: rule without a name"),
        ('[[rule]]\nname = "a"\nkind = "order"', "it needs opens or says"),
        ('[[rule]]\nname = "a"\nkind = "order"\nopens = "x"', "opens must be a list"),
        ('[[rule]]\nname = "a"\nkind = "order"\nopens = ["!!"]', "has no words"),
        ('[[rule]]\nname = "a"\nkind = "order"\nopens = ["x"]\nclose = 1', "close is no key"),
        (
            '[[rule]]\nname = "a"\nkind = "order"\nopens = ["x"]\ncourts = ["zz"]',
            "courts: No federal",
        ),
        ('[[rule]]\nname = "a"\nkind = "order"\nopens = ["x"]\nfirst_only = 1', "true or false"),
        ('[[rule]]\nname = "a"\nkind = "order"\nopens = ["x"]\nof = "body"', 'of is "label"'),
        ('[[rule]]\nname = "a"\nkind = "order"\nopens = ["x"]\nfamily = "tax"', "family is one of"),
        ('[[ruling]]\nname = "a"\ndisposition = "granted"', "it needs words"),
        ('[[mark]]\nname = "a"\nmark = "sealed"', "it needs says"),
        ('[rule]\nname = "a"', r"\[\[rule\]\]"),
        ("kinds = 1", "kinds is no key"),
        ("[[rule]\n", "line 1"),
        ("rule = [[[", "rules.toml"),
    ],
)
def test_a_bad_rule_is_named_with_its_file_and_line(tmp_path: Path, text: str, told: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ConfigError, match=told) as caught:
        rules.load(path)
    assert str(path) in str(caught.value)


def test_a_file_that_is_no_text_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match=r"rules\.toml"):
        rules.load(path)


def test_a_courts_family_is_that_of_its_level() -> None:
    courts = {"mad": "district", "nysb": "bankruptcy", "ca1": "appellate", "scotus": "scotus"}
    for court_id, family in {**courts, "cit": "district", "nowhere": "district"}.items():
        assert rules.family_of(court_id) == family
