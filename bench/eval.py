"""How well entries are understood: our reading beside labels made by hand.

    make eval        (or: python -m bench.eval FILE.jsonl [DEBATABLE.tsv])

The labelled entries are not part of this project; without them there is nothing to measure.
Each line has id, court, filed_on, label, text and what they should become. Rows that careful
people could label otherwise are scored apart.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from commands.explained import plain_meaning
from scraper import classify
from scraper.meaning.words import Words

GOLD = Path(__file__).resolve().parents[2] / "shared/samples/gold"
BARS = {
    "kind accuracy": 0.95,
    "kind macro-F1": 0.90,
    "disposition F1": 0.93,
    "answers F1": 0.93,
    "hearings F1": 0.90,
    "deadlines F1": 0.90,
}

Row = dict[str, Any]
Facts = Callable[[Row], set[object]]


def main(arguments: list[str]) -> int:
    gold, debatable = _paths(arguments)
    if not gold.exists():
        print(f"{gold}: there are no labelled entries here, so nothing is measured")
        return 0
    apart = _ids(debatable)
    rows = [json.loads(line) for line in gold.read_text().splitlines() if line.strip()]
    pairs = [(row, _ours(row)) for row in rows]
    met = _report("entries", [pair for pair in pairs if pair[0]["id"] not in apart], is_judged=True)
    _report("debatable entries", [pair for pair in pairs if pair[0]["id"] in apart])
    return 0 if met else 1


def _paths(arguments: list[str]) -> tuple[Path, Path]:
    gold = Path(arguments[0]) if arguments else GOLD / "shared.jsonl"
    debatable = Path(arguments[1]) if len(arguments) > 1 else gold.with_name("debatable.tsv")
    return gold, debatable


def _ids(debatable: Path) -> set[str]:
    if not debatable.exists():
        return set()
    return {line.split("\t")[1] for line in debatable.read_text().splitlines() if "\t" in line}


def _ours(row: Row) -> Row:
    filed_on = date.fromisoformat(row["filed_on"]) if row["filed_on"] else None
    told = Words(row["court"], row["label"], row["text"], filed_on)
    return plain_meaning(classify.explain(told)[0])


def _report(name: str, pairs: list[tuple[Row, Row]], *, is_judged: bool = False) -> bool:
    """Print the scores and every miss; whether each bar is met."""
    print(f"\n{len(pairs)} {name}")
    wrong = [(row["id"], row["kind"], ours["kind"]) for row, ours in pairs]
    wrong = [each for each in wrong if each[1] != each[2]]
    scores = {
        "kind accuracy": 1 - len(wrong) / max(len(pairs), 1),
        "kind macro-F1": _macro((row["kind"], ours["kind"]) for row, ours in pairs),
    }
    misses = [f"kind: {row_id}: {theirs}, not {ours}" for row_id, theirs, ours in wrong]
    for field, facts in _FACTS.items():
        score, missed = _f1(field, pairs, facts)
        scores[f"{field} F1"] = score
        misses += missed
    for measure, score in scores.items():
        bar = BARS[measure]
        verdict = (
            "" if not is_judged else f"   bar {bar:.2f}   {'ok' if score >= bar else 'MISSED'}"
        )
        print(f"  {measure:16} {score:.3f}{verdict}")
    for miss in misses:
        print(f"    {miss}")
    return all(score >= BARS[measure] for measure, score in scores.items())


def _macro(pairs: Iterable[tuple[str, str]]) -> float:
    """The mean F1 of the kinds that occur."""
    right, theirs, ours = Counter[str](), Counter[str](), Counter[str]()
    for wanted, got in pairs:
        theirs[wanted] += 1
        ours[got] += 1
        right[wanted] += wanted == got
    scores = [2 * right[kind] / (theirs[kind] + ours[kind]) for kind in theirs]
    return sum(scores) / max(len(scores), 1)


def _f1(field: str, pairs: list[tuple[Row, Row]], facts: Facts) -> tuple[float, list[str]]:
    right = wrong = missing = 0
    misses = []
    for row, ours in pairs:
        wanted, got = facts(row), facts(ours)
        right += len(wanted & got)
        wrong += len(got - wanted)
        missing += len(wanted - got)
        if wanted != got:
            misses.append(f"{field}: {row['id']}: {_shown(wanted)}, not {_shown(got)}")
    total = 2 * right + wrong + missing
    return (2 * right / total if total else 1.0), misses


def _shown(facts: set[object]) -> str:
    return ", ".join(sorted(map(str, facts))) or "nothing"


def _hearing(row: Row) -> set[object]:
    told = row["hearing"]
    return set() if told is None else {(told["action"], (told["at"] or "")[:10])}


_FACTS: dict[str, Facts] = {
    "disposition": lambda row: {row["disposition"]} - {None},
    "answers": lambda row: set(row["answers"]),
    "hearings": _hearing,
    "deadlines": lambda row: {(each["due"] or each["within_days"]) for each in row["deadlines"]},
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
