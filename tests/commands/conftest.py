"""A home in a folder of its own, and the real `docket` in front of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click.testing
import pytest

import cli
from db.migrations import migrate
from db.store import Store
from tests.commands.courthouse import Courthouse
from tests.loopback import Loopback


@dataclass(frozen=True)
class House:
    folder: Path

    @property
    def config(self) -> Path:
        return self.folder / "config.toml"

    @property
    def path(self) -> Path:
        return self.folder / "docket.db"

    def store(self) -> Store:
        migrate(self.path)
        return Store.open(self.path)

    def docket(
        self,
        *words: str | Path,
        given: str = "",
        exits: int = 0,
        env: Mapping[str, str | None] | None = None,
    ) -> click.testing.Result:
        """Run a command; `given` is its standard input, `exits` the exit code that it must have."""
        result = click.testing.CliRunner().invoke(
            cli.docket,
            [str(word) for word in words],
            input=given,
            env={"DOCKET_HOME": str(self.folder), "COLUMNS": "100"} | dict(env or {}),
            catch_exceptions=False,
        )
        assert result.exit_code == exits, result.output
        return result

    def lines(self, *words: str | Path, exits: int = 0) -> list[dict[str, Any]]:
        """What a command prints as JSON Lines."""
        told = self.docket(*words, "--json", exits=exits).stdout
        return [json.loads(line) for line in told.splitlines()]


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "home")


@pytest.fixture
def court(house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[Courthouse]:
    """A court on loopback, configured in the house, with nothing on its list."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with Loopback() as server:
        courthouse = Courthouse(house, server)
        courthouse.configure()
        courthouse.lists()
        yield courthouse
