"""Whatever a page does, reading it ends soon, and costs no other page."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest

from db.press import Reading
from scraper import pages
from scraper.pages import PageReader
from scraper.parsers.page import Page

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "tests" / "data" / "article_page" / "newspaper.html").read_bytes()
URL = "https://www.herald.example/2025/05/21/harbor-tests"


def test_a_page_is_read_in_another_process() -> None:
    told = asyncio.run(pages.read(PAGE, URL))
    assert (told.reading, told.publisher, told.language) == (Reading.READ, "Sample Herald", "en")
    assert told.published_at is not None
    assert told.published_at.isoformat() == "2025-05-21T16:15:00-04:00"


def test_pages_that_come_at_once_are_read_one_after_the_other() -> None:
    async def several() -> list[Page]:
        async with PageReader() as reader:
            return await asyncio.gather(*(reader.read(PAGE, f"{URL}-{n}") for n in range(5)))

    told = asyncio.run(several())
    assert [each.reading for each in told] == [Reading.READ] * 5


def test_a_page_that_ends_the_process_costs_only_itself() -> None:
    async def around_a_crash() -> list[Page]:
        async with PageReader() as reader:
            before = await reader.read(PAGE, URL)
            assert reader._process is not None
            os.kill(reader._process.pid, signal.SIGKILL)
            return [before, await reader.read(PAGE, URL), await reader.read(PAGE, URL)]

    told = asyncio.run(around_a_crash())
    assert [each.reading for each in told] == [Reading.READ, Reading.SUMMARY, Reading.READ]


def test_a_page_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "PATIENCE", 0.0)
    assert asyncio.run(pages.read(PAGE, URL)) == Page(URL, Reading.SUMMARY)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def _repeated(markup: str, size: int = 4_000_000) -> Callable[[], bytes]:
    return lambda: ("<html><body>" + markup * (size // len(markup))).encode()


@pytest.mark.parametrize(
    "hostile",
    [
        _repeated("<p>The court said on Friday that the agency has to file a report.</p>"),
        _repeated("<div>"),
        _repeated("<ul><li><a>x</a>"),
        _repeated("<div class=related>x"),
        _repeated("<h2><a>Headline</a></h2>"),
        _repeated("<a href=x>y</a> "),
        _repeated("<br>"),
        _repeated("<"),
        _repeated("( "),
        _repeated("accept cookies we value your privacy "),
        _repeated("\0"),
        _repeated("<p>x", 16_000_000),
        lambda: b"<script type=application/ld+json>" + b"[" * 900_000 + b"</script>",
        lambda: b"<script type=application/ld+json>{\"a\":" + b"9" * 900_000 + b"}</script>",
        lambda: b"<p " + b"a=b " * 900_000 + b">x",
    ],
)  # fmt: skip
def test_a_hostile_page_is_done_within_a_second_per_megabyte(
    hostile: Callable[[], bytes],
) -> None:
    async def timed() -> float:
        async with PageReader() as reader:
            await reader.read(PAGE, URL)  # starts the process
            began = monotonic()
            await reader.read(hostile(), URL)
            took = monotonic() - began
            assert (await reader.read(PAGE, URL)).reading is Reading.READ
            return took

    assert asyncio.run(timed()) < 4.0


def test_only_the_process_that_reads_loads_the_library() -> None:
    code = "import sys, scraper.articles; sys.exit('trafilatura' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
