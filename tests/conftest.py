from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.loopback import Loopback
from tests.scraper.desk import Desk


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def court() -> Iterator[Loopback]:
    with Loopback() as server:
        yield server


@pytest.fixture
def other() -> Iterator[Loopback]:
    with Loopback() as server:
        yield server


@pytest.fixture
def open_desk(tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """Opens a desk: `open_desk(mad=url, rid=url, delay=0.0, contact=None)`."""
    desks: list[Desk] = []

    def opened(**told: object) -> Desk:
        desks.append(Desk.open(tmp_path / f"home{len(desks)}", **told))  # type: ignore[arg-type]
        return desks[-1]

    yield opened
    for desk in desks:
        desk.store.close()
