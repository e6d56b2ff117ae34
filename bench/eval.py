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
from collections.abc import Callable, Iterable, Iterator, Sequence
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
Pair = tuple[Row, Row]  # what an entry should become, and what it becomes
Facts = Callable[[Row], set[object]]


def main(arguments: Sequence[str]) -> int:
    """0 where every bar is met, or nothing can be measured; else 1."""
    gold, debatable = _paths(arguments)
    if not gold.exists():
        _say(f"{gold}: there are no labelled entries here, so nothing is measured")
        return 0
    judged, apart = pairs(gold, debatable)
    scored = scores(judged)
    _print(f"{len(judged)} entries", judged, scored, BARS)
    _print(f"{len(apart)} debatable entries", apart, scores(apart), {})
    return 0 if all(scored[measure] >= bar for measure, bar in BARS.items()) else 1


def _paths(arguments: Sequence[str]) -> tuple[Path, Path]:
    gold = Path(arguments[0]) if arguments else GOLD / "shared.jsonl"
    debatable = Path(arguments[1]) if len(arguments) > 1 else gold.with_name("debatable.tsv")
    return gold, debatable


def pairs(gold: Path, debatable: Path) -> tuple[list[Pair], list[Pair]]:
    """The entries that are judged, and those that are scored apart."""
    apart = _ids(debatable)
    told = [json.loads(line) for line in gold.read_text().splitlines() if line.strip()]
    read = [(row, _ours(row)) for row in told]
    return (
        [pair for pair in read if pair[0]["id"] not in apart],
        [pair for pair in read if pair[0]["id"] in apart],
    )


def _ids(debatable: Path) -> set[str]:
    if not debatable.exists():
        return set()
    return {line.split("\t")[1] for line in debatable.read_text().splitlines() if "\t" in line}


def _ours(row: Row) -> Row:
    filed_on = date.fromisoformat(row["filed_on"]) if row["filed_on"] else None
    told = Words(row["court"], row["label"], row["text"], filed_on)
    return plain_meaning(classify.explain(told)[0])


def scores(judged: Sequence[Pair]) -> dict[str, float]:
    """Each measure of `BARS`."""
    kinds = [(row["kind"], ours["kind"]) for row, ours in judged]
    right = sum(wanted == got for wanted, got in kinds)
    told = {
        "kind accuracy": right / len(kinds) if kinds else 1.0,
        "kind macro-F1": _macro(kinds),
    }
    return told | {f"{field} F1": _f1(judged, facts) for field, facts in _FACTS.items()}


def _macro(kinds: Iterable[tuple[str, str]]) -> float:
    """The mean F1 of the kinds that occur."""
    right, wanted, got = Counter[str](), Counter[str](), Counter[str]()
    for theirs, ours in kinds:
        wanted[theirs] += 1
        got[ours] += 1
        right[theirs] += theirs == ours
    each = [2 * right[kind] / (wanted[kind] + got[kind]) for kind in wanted]
    return sum(each) / len(each) if each else 1.0


def _f1(judged: Iterable[Pair], facts: Facts) -> float:
    right = others = 0
    for row, ours in judged:
        wanted, got = facts(row), facts(ours)
        right += len(wanted & got)
        others += len(wanted ^ got)
    return 2 * right / (2 * right + others) if right + others else 1.0


def _hearing(row: Row) -> set[object]:
    told = row["hearing"]
    return set() if told is None else {(told["action"], (told["at"] or "")[:10])}


_FACTS: dict[str, Facts] = {
    "disposition": lambda row: {row["disposition"]} - {None},
    "answers": lambda row: set(row["answers"]),
    "hearings": _hearing,
    "deadlines": lambda row: {(each["due"] or each["within_days"]) for each in row["deadlines"]},
}


def _print(
    title: str, judged: Sequence[Pair], scored: dict[str, float], bars: dict[str, float]
) -> None:
    _say(f"\n{title}")
    for measure, score in scored.items():
        bar = bars.get(measure)
        verdict = "" if bar is None else f"   bar {bar:.2f}   {'ok' if score >= bar else 'MISSED'}"
        _say(f"  {measure:16} {score:.3f}{verdict}")
    for line in (*_confusions(judged), *_misses(judged)):
        _say(f"    {line}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _confusions(judged: Iterable[Pair]) -> Iterator[str]:
    """Which kind was taken for which, the most frequent first, with the entries."""
    taken: dict[tuple[str, str], list[str]] = {}
    for row, ours in judged:
        if row["kind"] != ours["kind"]:
            taken.setdefault((row["kind"], ours["kind"]), []).append(row["id"])
    for (wanted, got), ids in sorted(taken.items(), key=lambda each: -len(each[1])):
        yield f"{len(ids)} {wanted} taken for {got}: {', '.join(ids)}"


def _misses(judged: Iterable[Pair]) -> Iterator[str]:
    for row, ours in judged:
        for field, facts in _FACTS.items():
            wanted, got = facts(row), facts(ours)
            if wanted != got:
                yield f"{field}: {row['id']}: {_shown(wanted)}, not {_shown(got)}"


def _shown(facts: set[object]) -> str:
    return ", ".join(sorted(map(str, facts))) or "nothing"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
