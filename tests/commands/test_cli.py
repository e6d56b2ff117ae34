"""The door: the table of commands, its global options, its errors, its documentation."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete

import cli
from tests.commands.conftest import House
from tests.commands.courthouse import CASE, SLUG

ROOT = Path(__file__).resolve().parents[2]


def command(name: str) -> click.Command:
    found = cli.docket.get_command(click.Context(cli.docket), name)
    assert found is not None
    return found


@pytest.mark.parametrize("name", cli.PLACES)
def test_the_table_says_what_a_command_says_of_itself(name: str) -> None:
    assert (command(name).help or "").strip().splitlines()[0] == cli.PLACES[name][1]


@pytest.mark.parametrize("name", cli.PLACES)
def test_every_command_takes_the_home_and_asks_for_help(house: House, name: str) -> None:
    shown = house.docket(name, "--help").stdout
    assert shown.count("--home DIR") == 1
    assert "-h, --help" in shown


def test_the_overview_names_every_command(house: House) -> None:
    shown = house.docket("--help").stdout
    assert all(f"\n  {name} " in shown for name in cli.PLACES)


def test_the_home_may_stand_before_or_after_the_command(house: House, tmp_path: Path) -> None:
    other = House(tmp_path / "other")
    nowhere = {"DOCKET_HOME": str(tmp_path / "nowhere")}
    house.docket("--home", house.folder, "watch", CASE, "--no-look", env=nowhere)
    other.docket("watch", "--home", other.folder, "ca1 25-1393", "--no-look", env=nowhere)
    listed = house.docket("list", "--json", "--home", house.folder, env=nowhere).stdout
    assert CASE in listed
    both = house.docket("--home", "/nowhere", "list", "--home", other.folder, env=nowhere).stdout
    assert "ca1 25-1393" in both
    assert not Path(nowhere["DOCKET_HOME"]).exists()


def test_a_command_in_a_group_takes_the_home_too(house: House) -> None:
    house.folder.mkdir()
    house.config.write_text('[channels]\ndesk = "json://localhost/"\n')
    elsewhere = {"DOCKET_HOME": "/nowhere"}
    assert "desk" in house.docket("channel", "list", "--home", house.folder, env=elsewhere).stdout
    assert "desk" in house.docket("channel", "--home", house.folder, "list", env=elsewhere).stdout


def test_an_unknown_command_is_a_wrong_use(house: House) -> None:
    assert "wach" in house.docket("wach", exits=2).stderr


def test_a_damaged_store_is_one_line_that_says_what_to_do(house: House) -> None:
    house.folder.mkdir()
    house.path.write_bytes(b"this is no store " * 100)
    for words in (("list",), ("poll",), ("watch", CASE, "--no-look")):
        said = house.docket(*words, exits=1).stderr
        assert said.startswith(f"docket: {house.path}: ")
        assert said.count("\n") == 1


def test_a_closed_pipe_is_no_error_of_the_store(house: House) -> None:
    house.docket("watch", CASE, "--no-look")
    reader, writer = os.pipe()
    os.close(reader)
    run = subprocess.run(
        [sys.executable, "-c", "import cli; cli.main()", "list"],
        cwd=ROOT,
        env=os.environ | {"DOCKET_HOME": str(house.folder)},
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert run.stderr == b""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_gets_its_completion_script(house: House, shell: str) -> None:
    assert "_DOCKET_COMPLETE" in house.docket("completion", shell).stdout


@pytest.mark.parametrize("words", [["unwatch"], ["mute"], ["show"], ["log"]])
def test_a_shell_completes_the_names_of_watches(
    house: House, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.setenv("DOCKET_HOME", str(house.folder))
    complete = ShellComplete(cli.docket, {}, "docket", "_DOCKET_COMPLETE")
    assert complete.get_completions(words, "mad") == []
    house.docket("watch", CASE, "--no-look")
    assert [each.value for each in complete.get_completions(words, "mad")] == [SLUG]
    assert [each.value for each in complete.get_completions([], "unw")] == ["unwatch"]


def test_the_documentation_is_what_the_help_says() -> None:
    text = runpy.run_path(str(ROOT / "tools" / "build_cli_docs.py"))["text"]()
    written = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert written == text, "run python tools/build_cli_docs.py"


def test_people_get_colour_and_pipes_get_none(house: House) -> None:
    house.docket("watch", CASE, "--no-look")
    assert "\x1b[1m" in house.on_a_terminal("list")
    assert "\x1b[1m" in house.on_a_terminal("watch", CASE, "--no-look")
    assert "\x1b[33m" in house.on_a_terminal("doctor"), "a warning is yellow"
    for words in (["list"], ["doctor"]):
        assert "\x1b" not in house.docket(*words).stdout


def test_no_color_is_honoured(house: House) -> None:
    house.docket("watch", CASE, "--no-look")
    for words in (["list"], ["watch", CASE, "--no-look"], ["doctor"]):
        assert "\x1b" not in house.on_a_terminal(*words, NO_COLOR="1")
