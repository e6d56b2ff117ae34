"""`docket schedule`: the cron line or systemd timer that polls, printed, installed or removed."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from commands import home, output
from db import config
from db.errors import DocketError

CRON, SYSTEMD = "cron", "systemd"
_PROGRAMS = {CRON: "crontab", SYSTEMD: "systemctl"}
_MINUTES = 15
_PLACES = ("XDG_CONFIG_HOME", "XDG_DATA_HOME")  # a scheduler would not know of them
_EMPTY = ("no crontab", "no such file")  # how the various crons say that there is none yet


@dataclass(frozen=True, slots=True)
class Poll:
    """What is to run regularly."""

    executable: str  # where docket is, from the root on
    folder: str | None  # of --home or DOCKET_HOME; None: the platform's own places
    settings: Mapping[str, str]  # of the environment, by which docket finds its home again
    minutes: int

    @property
    def mark(self) -> str:
        """Ends our line of a crontab, where the shell takes it for a comment; one for each home."""
        whose = f" of {self.folder}" if self.folder else ""
        return f"# docket schedule{whose}".replace("%", r"\%")

    @property
    def unit(self) -> str:
        """The name of the systemd units, one for each home."""
        return "-".join(["docket", *re.findall(r"[A-Za-z0-9_.]+", self.folder or "")])


@click.command()
@click.option("--install", "is_installed", is_flag=True, help="Have this machine poll from now on.")
@click.option("--remove", "is_removed", is_flag=True, help="Poll no longer.")
@click.option("--cron", "kind", flag_value=CRON, help="Only cron.")
@click.option("--systemd", "kind", flag_value=SYSTEMD, help="Only systemd.")
@click.option(
    "--every",
    "minutes",
    type=click.IntRange(1, 59),
    default=_MINUTES,
    show_default=True,
    metavar="MINUTES",
    help="How often to look for courts that are due.",
)
def schedule(is_installed: bool, is_removed: bool, kind: str | None, minutes: int) -> None:
    """Print or install what polls regularly.

    A poll asks only the courts that are due, so that running it often costs little. Without
    --install it is for you to put what is printed into your crontab (`crontab -e`), or into
    systemd's folder for your user. --install uses cron where there is one, else systemd.
    """
    if is_installed and is_removed:
        raise click.UsageError("--install and --remove exclude each other.")
    poll = _poll(minutes)
    if is_installed:
        _install(poll, kind or _available())
    elif is_removed:
        _remove(poll, kind)
    else:
        _print(poll, kind)


def _poll(minutes: int) -> Poll:
    chosen, usual = home.here(), config.home(None, {})
    folder = None if chosen == usual else str(chosen.config_path.parent)
    names = [config.HOME_VARIABLE] if folder else _PLACES
    settings = {name: folder or os.environ[name] for name in names if folder or name in os.environ}
    if not "".join(settings.values()).isprintable():
        raise DocketError(f"{folder}: cron and systemd cannot be told such a name")
    return Poll(_executable(), folder, settings, minutes)


def _executable() -> str:
    """The docket that runs now, where the shell found it; else the one of this Python."""
    candidates = (Path(sys.argv[0]), Path(sys.executable).with_name("docket"))
    for each in candidates:
        if each.name == "docket" and each.is_file():
            return str(each.absolute())
    raise DocketError("cannot tell where docket is installed; run it as `docket schedule`")


def _available() -> str:
    for kind, program in _PROGRAMS.items():
        if shutil.which(program):
            return kind
    raise DocketError(
        "neither cron nor systemd is on this machine; have something else run what"
        " `docket schedule --cron` prints, or keep `docket run` running"
    )


def _print(poll: Poll, kind: str | None) -> None:
    if kind == CRON:
        click.echo(cron_line(poll))
        return
    if kind is None:
        output.title("cron: a line for `crontab -e`")
        click.echo(f"{cron_line(poll)}\n")
    for path, text in _units(poll).items():
        output.title(f"systemd: {path}")
        click.echo(text)


def _install(poll: Poll, kind: str) -> None:
    if kind == CRON:
        _write_crontab(with_line(_read_crontab(), poll.mark, cron_line(poll)))
        output.say(f"Your crontab polls every {poll.minutes} minutes.")
        return
    for path, text in _units(poll).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    _systemctl("daemon-reload")
    _systemctl("enable", "--now", f"{poll.unit}.timer")
    output.say(f"The timer {poll.unit}.timer polls every {poll.minutes} minutes.")
    output.note("It runs while you are logged in; `loginctl enable-linger` has it run always.")


def _remove(poll: Poll, kind: str | None) -> None:
    removed = [
        name
        for name, remove in ((CRON, _remove_from_crontab), (SYSTEMD, _remove_units))
        if kind in (None, name) and remove(poll, is_asked_for=kind == name)
    ]
    if removed:
        output.say(f"Removed from {' and '.join(removed)}.")
    else:
        output.say("Nothing of docket's was installed.")


def _remove_from_crontab(poll: Poll, *, is_asked_for: bool) -> bool:
    if not is_asked_for and not shutil.which(_PROGRAMS[CRON]):
        return False
    before = _read_crontab()
    after = with_line(before, poll.mark, None)
    if after != before:
        _write_crontab(after)
    return after != before


def _remove_units(poll: Poll, *, is_asked_for: bool) -> bool:
    installed = [path for path in _units(poll) if path.exists()]
    if not installed:
        return False
    _systemctl("disable", "--now", f"{poll.unit}.timer")
    for path in installed:
        path.unlink()
    _systemctl("daemon-reload")
    return True


def cron_line(poll: Poll) -> str:
    settings = [f"{name}={shlex.quote(value)}" for name, value in poll.settings.items()]
    command = " ".join([*settings, shlex.quote(poll.executable), "poll"])
    escaped = command.replace("%", r"\%")  # a bare % ends the command
    return f"*/{poll.minutes} * * * * {escaped} {poll.mark}"


def with_line(crontab: str, mark: str, line: str | None) -> str:
    """A crontab with our line where it stood, or at the end, or without it; the others stay."""
    lines = crontab.removesuffix("\n").split("\n") if crontab else []
    place = next((at for at, each in enumerate(lines) if each.endswith(mark)), len(lines))
    kept = [each for each in lines if not each.endswith(mark)]
    kept[place:place] = [] if line is None else [line]
    return "".join(f"{each}\n" for each in kept)


def _read_crontab() -> str:
    told = _run("crontab", "-l")
    if told.returncode == 0:
        return told.stdout
    if any(words in told.stderr.lower() for words in _EMPTY):
        return ""
    raise DocketError(f"crontab: {_reason(told)}; nothing was changed")


def _write_crontab(text: str) -> None:
    told = _run("crontab", "-", given=text)
    if told.returncode:
        raise DocketError(f"crontab: {_reason(told)}; nothing was changed")


def _units(poll: Poll) -> dict[Path, str]:
    """systemd's units for this user: where each goes, and what stands in it."""
    base = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    folder = base / "systemd" / "user"
    return {
        folder / f"{poll.unit}.service": _service(poll),
        folder / f"{poll.unit}.timer": _timer(poll),
    }


def _service(poll: Poll) -> str:
    settings = [f"{name}={value}" for name, value in poll.settings.items()]
    lines = [
        "[Unit]",
        "Description=Ask the courts that are due what is new on the watched dockets",
        "",
        "[Service]",
        "Type=oneshot",
        *(f"Environment={_quoted(setting)}" for setting in settings),
        f"ExecStart={_quoted(poll.executable).replace('$', '$$')} poll",
        "# Another poll was running: no failure.",
        "SuccessExitStatus=4",
    ]
    return "\n".join(lines) + "\n"


def _timer(poll: Poll) -> str:
    lines = [
        "[Unit]",
        "Description=Poll court dockets regularly",
        "",
        "[Timer]",
        f"OnCalendar=*:0/{poll.minutes}",
        "# After a night switched off, ask at once.",
        "Persistent=true",
        "",
        "[Install]",
        "WantedBy=timers.target",
    ]
    return "\n".join(lines) + "\n"


def _quoted(value: str) -> str:
    """As systemd reads it: % begins a specifier, quotes and backslashes are escaped."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'


def _systemctl(*arguments: str) -> None:
    told = _run("systemctl", "--user", *arguments)
    if told.returncode:
        raise DocketError(f"systemctl --user {arguments[0]}: {_reason(told)}")


def _run(program: str, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            [program, *arguments],
            input=given,
            capture_output=True,
            check=False,
            encoding="utf-8",
            errors="surrogateescape",  # other people's lines go back byte for byte
            env=os.environ | {"LC_ALL": "C"},
        )
    except FileNotFoundError as error:
        raise DocketError(f"there is no `{program}` on this machine") from error


def _reason(told: subprocess.CompletedProcess[str]) -> str:
    lines = (told.stderr.strip() or told.stdout.strip()).splitlines()
    return lines[0] if lines else f"failed with exit code {told.returncode}"
