"""Whatever a document does, reading it ends soon, and leaves nothing running."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest

from scraper import reading
from scraper.reading import Reading
from tests import papers

ROOT = Path(__file__).resolve().parents[2]


def read(folder: Path, body: bytes) -> Reading:
    path = folder / "paper.pdf"
    path.write_bytes(body)
    return asyncio.run(reading.read(path))


def test_a_document_has_pages_and_text(tmp_path: Path) -> None:
    told = read(tmp_path, papers.ORDER)
    assert told.pages == 2
    assert told.text is not None
    assert [page.split("\n")[1] for page in told.text.split("\f")] == [
        "UNITED STATES DISTRICT COURT",
        "CONCLUSION",
    ]


def test_a_scan_has_no_text(tmp_path: Path) -> None:
    assert read(tmp_path, papers.paper([[], []])) == Reading(2, None)


@pytest.mark.parametrize(
    "hostile", [papers.bomb, papers.endless_forms, papers.locked, papers.deep, papers.looping]
)
def test_a_hostile_document_is_given_up(tmp_path: Path, hostile: Callable[[], bytes]) -> None:
    began = monotonic()
    assert read(tmp_path, hostile()).text is None
    assert monotonic() - began < reading.PATIENCE


@pytest.mark.parametrize("body", [b"", b"%PDF-1.7", b"<html>404</html>", papers.ORDER[:900]])
def test_a_broken_document_is_no_error(tmp_path: Path, body: bytes) -> None:
    assert read(tmp_path, body) == Reading()


def test_a_file_that_is_gone_is_no_error(tmp_path: Path) -> None:
    assert asyncio.run(reading.read(tmp_path / "gone.pdf")) == Reading()


def test_nothing_in_the_users_folder_is_taken_for_our_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "scraper").mkdir()
    (tmp_path / "scraper" / "__init__.py").write_text("raise SystemExit(9)")
    (tmp_path / "json.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    assert read(tmp_path, papers.ORDER).pages == 2


def test_who_gives_up_leaves_no_process_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PATIENCE", 0.0)
    assert read(tmp_path, papers.endless_forms()) == Reading()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_only_the_process_that_reads_loads_the_library() -> None:
    code = "import sys, scraper.documents; sys.exit('pypdfium2' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
