"""The house stands: imports point one way, each big library has one door, starting is light."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("scraper", "notify", "db", "commands")
FILES = sorted(
    [path.relative_to(ROOT) for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    + [Path("cli.py")]
)

# What a room may import of the others.
ARROWS = {
    "db": set[str](),
    "scraper": {"db"},
    "notify": {"db"},
    "commands": {"db", "scraper", "notify", "commands"},
    "cli": {"commands", "db"},
}

# Which files may import a library; a name without `.py` is a folder.
DOORS = {
    "scrapy": ("scraper",),
    "twisted": ("scraper",),
    "apprise": ("notify/send.py", "notify/mail.py"),
    "sqlite3": ("db",),
    "sqlite_utils": ("db/migrations.py",),
    "click": ("cli.py", "commands"),
    "rich": ("cli.py", "commands"),
    "lxml": ("scraper/parsers",),
    "pypdfium2": ("scraper/parsers/pdf.py",),
    "bs4": ("scraper/parsers",),
    "juriscraper": ("scraper/parsers/pacer_pages.py",),
    "jinja2": ("notify",),
    "tomlkit": ("db",),
    "holidays": ("scraper/meaning/calendar.py",),
    "feedparser": ("scraper/parsers",),
    "trafilatura": ("scraper/parsers",),
    "rapidfuzz": ("scraper",),
    "rensa": ("scraper/syndication.py",),
    "tldextract": ("scraper/parsers/page_address.py",),
}

# Inside `db`, downwards only.
FLOORS = (
    ("models", "press", "errors"),
    ("kinds", "fates", "schedules", "names", "patterns", "private_numbers"),
    ("guard",),
    ("courts", "spellings", "numbers", "config", "config_values", "config_file", "plain", "engine"),
    ("circuits",),
    (
        "sightings",
        "clusters",
        "pairing",
        "identity",
        "wording",
        "changes",
        "headings",
        "interest",
        "gaps",
        "nameless",
        "rhythm",
        "looks",
        "coverage",
        "free",
        "prose",
        "ordered",
        "copy_files",
        "migrations",
        "news_presets",
        "news_searches",
        "needs",
        "budget",
        "planner",
        "related",
        "proposals",
        "filings",
        "chronology",
        "spelled",
        "cited",
        "threads",
        "withdrawn",
        "duties",
        "obligations",
        "proceedings",
        "reminders",
        "queries",
        "query_index",
        "wishes",
        "article_news",
        "plain_press",
    ),
    (
        "answers",
        "asking",
        "changelog",
        "news_feeds",
        "sources",
        "renumbering",
        "services",
        "watches",
        "dockets",
        "delivery_rows",
        "tellings",
        "deliveries",
        "copies",
        "handed_in",
        "withdrawn_rows",
        "docket_rows",
        "gap_rows",
        "entry_rows",
        "lines",
        "ledger",
        "due",
        "clock",
        "articles",
        "newsroom",
        "copying",
        "article_addresses",
        "article_dockets",
        "article_rows",
        "article_names",
        "article_standing",
        "article_forgetting",
        "settling",
    ),
    ("shelves", "recording", "repairs", "backups", "rereading"),
    ("store",),
)

PURE = [
    "db/models.py",
    "db/press.py",
    "db/kinds.py",
    "db/fates.py",
    "db/schedules.py",
    "db/names.py",
    "db/patterns.py",
    "db/private_numbers.py",
    "db/guard.py",
    "db/withdrawn.py",
    "db/needs.py",
    "db/news_presets.py",
    "db/news_searches.py",
    "db/numbers.py",
    "db/circuits.py",
    "db/related.py",
    "db/proposals.py",
    "db/filings.py",
    "db/chronology.py",
    "db/sightings.py",
    "db/clusters.py",
    "db/pairing.py",
    "db/identity.py",
    "db/nameless.py",
    "db/headings.py",
    "db/wording.py",
    "db/changes.py",
    "db/interest.py",
    "db/gaps.py",
    "db/rhythm.py",
    "db/budget.py",
    "db/planner.py",
    "db/looks.py",
    "db/coverage.py",
    "db/free.py",
    "db/prose.py",
    "db/ordered.py",
    "db/spelled.py",
    "db/cited.py",
    "db/threads.py",
    "db/duties.py",
    "db/obligations.py",
    "db/proceedings.py",
    "db/reminders.py",
    "db/queries.py",
    "db/query_index.py",
    "db/article_news.py",
    "db/plain_press.py",
    "scraper/classify.py",
    "scraper/link.py",
    *(
        f"scraper/linking/{name}.py"
        for name in ("agencies", "captions", "courts_said", "index", "judges_said")
    ),
    *(f"scraper/linking/{name}.py" for name in ("matter", "places", "profile", "prose", "roles")),
    *(f"scraper/linking/{name}.py" for name in ("score", "seats", "sighted", "sign", "signs")),
    *(
        f"scraper/linking/{name}.py"
        for name in ("spelling", "subjects", "which_docket", "caption_signs", "judge_signs")
    ),
    "scraper/syndication.py",
    *(f"scraper/meaning/{name}.py" for name in ("phrases", "kinds", "dispositions")),
    *(f"scraper/meaning/{name}.py" for name in ("tables", "rule_files")),
    *(f"scraper/meaning/{name}.py" for name in ("filers", "marks", "words")),
    *(f"scraper/meaning/{name}.py" for name in ("answers", "references", "days", "hearings")),
    *(f"scraper/meaning/{name}.py" for name in ("hearing_reader", "hearing_words", "letters")),
    *(f"scraper/meaning/{name}.py" for name in ("cues", "deadlines", "demands", "period_cues")),
    *(f"scraper/meaning/{name}.py" for name in ("calendar", "reckoning", "spans", "undertakings")),
    "notify/feeds.py",
    "notify/filters.py",
    "notify/fresh.py",
    "notify/links.py",
    "notify/match.py",
    "notify/routes.py",
    "notify/bursts.py",
    "notify/timing.py",
    "notify/trial.py",
    "notify/later.py",
    "notify/repeats.py",
    "notify/matters.py",
    "notify/agenda.py",
    "notify/blind_spots.py",
    "notify/case_names.py",
    "notify/citation.py",
    "notify/clock.py",
    "notify/digest.py",
    "notify/escape.py",
    "notify/gap_words.py",
    "notify/glossary.py",
    "notify/naming.py",
    "notify/parts.py",
    "notify/press.py",
    "notify/press_words.py",
    "notify/reader.py",
    "notify/sentences.py",
    "notify/spanish.py",
    "notify/spanish_press.py",
    "notify/spanish_terms.py",
    "notify/specimen.py",
    "notify/subjects.py",
    "notify/substance.py",
    "notify/withheld.py",
    "notify/words.py",
    "notify/render.py",
    *(str(path) for path in FILES if path.parts[:2] == ("scraper", "parsers")),
]
IMPURE = {"sqlite3", "socket", "subprocess", "random", "time", "os", "requests", "urllib.request"}


def imported(path: Path, *, inside_functions: bool = True) -> Iterator[tuple[str, int]]:
    tree = ast.parse((ROOT / path).read_text())
    top = set(tree.body) | {
        node for each in tree.body if isinstance(each, ast.If) for node in each.body
    }
    for node in ast.walk(tree):
        if not inside_functions and node not in top:
            continue
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def room(path: Path) -> str:
    return "cli" if path == Path("cli.py") else path.parts[0]


@pytest.mark.parametrize("path", FILES, ids=str)
def test_imports_point_one_way(path: Path) -> None:
    allowed = ARROWS[room(path)] | {room(path)}
    for name, line in imported(path):
        target = name.split(".")[0]
        assert target not in {*ROOMS, "cli"} or target in allowed, f"{path}:{line} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=str)
def test_each_big_library_has_its_door(path: Path) -> None:
    for name, line in imported(path):
        doors = DOORS.get(name.split(".")[0])
        is_open = doors is None or any(
            str(path) == door or str(path).startswith(f"{door}/") for door in doors
        )
        assert is_open, f"{path}:{line} imports {name}; its doors are {doors}"


@pytest.mark.parametrize("path", [each for each in FILES if room(each) == "db"], ids=str)
def test_inside_db_imports_go_downwards_only(path: Path) -> None:
    floors = {name: floor for floor, names in enumerate(FLOORS) for name in names}
    if path.stem == "__init__":
        return
    assert path.stem in floors, f"{path} has no floor: give it one in FLOORS"
    for name, line in imported(path):
        target = name.split(".")[1] if name.startswith("db.") else None
        if target in floors:
            assert floors[target] <= floors[path.stem], f"{path}:{line} imports upwards: {name}"


@pytest.mark.parametrize("path", [each for each in FILES if room(each) != "commands"], ids=str)
def test_only_the_command_line_imports_lazily(path: Path) -> None:
    if path == Path("cli.py"):
        return
    hidden = set(imported(path)) - set(imported(path, inside_functions=False))
    assert not hidden, f"{path} imports inside functions: {sorted(hidden)}"


@pytest.mark.parametrize("path", PURE)
def test_pure_files_do_no_io_and_read_no_clock(path: str) -> None:
    source = (ROOT / path).read_text()
    assert not IMPURE & {name for name, _ in imported(Path(path))}
    assert "datetime.now(" not in source
    assert "open(" not in source


def loaded_by(*arguments: str) -> set[str]:
    """The modules that a command has loaded when it ends."""
    code = (
        "import sys, cli\n"
        f"sys.argv = ['docket', *{list(arguments)!r}]\n"
        "try:\n    cli.main()\nexcept SystemExit:\n    pass\n"
        "print('\\nLOADED', *sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    return set(run.stdout.rsplit("LOADED", 1)[1].split())


HEAVY = {
    "scrapy", "twisted", "apprise", "sqlite_utils", "lxml", "bs4", "jinja2", "tomlkit",
    "juriscraper", "pypdfium2", "holidays", "feedparser", "trafilatura", "rapidfuzz", "rensa",
    "tldextract",
}  # fmt: skip


def test_help_loads_nothing_but_click(tmp_path: Path) -> None:
    assert not (HEAVY | {"rich", "sqlite3"}) & loaded_by("--help")


@pytest.mark.parametrize("command", ["list", "log", "due", "sources", "outbox", "courts"])
def test_reading_loads_no_heavy_library(command: str, tmp_path: Path) -> None:
    assert not HEAVY & loaded_by("--home", str(tmp_path), command, "--json")


# What one of the two databases alone understands: `min` of two values, rowid, dates as SQLite has
# them. A pragma sets a file up, which another database would not be.
_OF_SQLITE_ALONE = re.compile(
    r"\b(?:min|max)\([\w.]+, |\browid\b|\bifnull\(|\b(?:strftime|julianday)\(|\binsert or\b"
)
_SETS_UP = ("engine", "migrations", "backups")


@pytest.mark.parametrize("path", sorted(ROOT.glob("db/*.py")), ids=lambda path: path.stem)
def test_sql_is_common_to_sqlite_and_postgresql(path: Path) -> None:
    told = [
        node.value
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert [each for each in told if _OF_SQLITE_ALONE.search(each)] == []
    if path.stem not in _SETS_UP:
        assert [each for each in told if each.startswith("pragma ")] == []


def test_nothing_prints_but_the_command_line() -> None:
    for path in FILES:
        calls = [
            node
            for node in ast.walk(ast.parse((ROOT / path).read_text()))
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "print"
        ]
        assert not calls, f"{path}:{calls[0].lineno} prints"
