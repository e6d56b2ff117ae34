"""`docket schedule`: our line comes, changes and goes, and nobody else's is touched."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from tests.commands.conftest import House

OTHERS = '# mine\nMAILTO="me@example.org"\n0 4 * * * /usr/bin/backup --at "100 \\%"\n'
CRONTAB = """#!/bin/sh
# A crontab as cron's own: `-l` lists, `-` replaces.
table="$(dirname "$0")/table"
case "$1" in
-l) [ -f "$table" ] || { echo "no crontab for $(id -un)" >&2; exit 1; }; cat "$table" ;;
-) cat > "$table" ;;
esac
"""
SYSTEMCTL = """#!/bin/sh
echo "$@" >> "$(dirname "$0")/asked"
"""


class Machine:
    """A folder of programs which is all that a command finds on PATH."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()

    def has(self, program: str, script: str) -> None:
        path = self.folder / program
        path.write_text(script)
        path.chmod(0o700)

    @property
    def crontab(self) -> str:
        return (self.folder / "table").read_text(errors="surrogateescape")

    @crontab.setter
    def crontab(self, text: str) -> None:
        (self.folder / "table").write_text(text, errors="surrogateescape")

    @property
    def asked(self) -> list[str]:
        return (self.folder / "asked").read_text().splitlines()


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    found = Machine(tmp_path / "bin")
    for name in ("cat", "dirname", "id"):
        (found.folder / name).symlink_to(f"/usr/bin/{name}")
    monkeypatch.setenv("PATH", str(found.folder))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return found


@pytest.fixture
def cron(machine: Machine) -> Machine:
    machine.has("crontab", CRONTAB)
    return machine


@pytest.fixture
def systemd(machine: Machine) -> Machine:
    machine.has("systemctl", SYSTEMCTL)
    return machine


def units(tmp_path: Path) -> dict[str, str]:
    folder = tmp_path / "config" / "systemd" / "user"
    return {path.suffix: path.read_text() for path in folder.glob("docket*")}


def test_what_is_printed_is_one_line_for_a_crontab_and_two_units(house: House) -> None:
    told = house.docket("schedule").stdout
    assert house.docket("schedule", "--cron").stdout in told
    assert house.docket("schedule", "--systemd").stdout in told


def test_the_cron_line_names_docket_by_its_whole_path_and_the_home(house: House) -> None:
    line = house.docket("schedule", "--cron", "--every", "5").stdout
    *times, command = line.split(maxsplit=5)
    assert times == ["*/5", "*", "*", "*", "*"]
    setting, program, poll = shlex.split(command, comments=True)
    assert setting == f"DOCKET_HOME={house.folder}"
    assert (program, poll) == (str(Path(sys.executable).with_name("docket")), "poll")


@pytest.mark.parametrize("name", ["5% off", "it's", "$HOME", 'a "b" \\ c', "# no comment"])
def test_an_odd_home_reaches_docket_as_it_is(tmp_path: Path, name: str) -> None:
    line = House(tmp_path / name).docket("schedule", "--cron").stdout.rstrip("\n")
    assert "%" not in line.replace(r"\%", ""), "cron would end the command there"
    command = line.replace(r"\%", "%").split(maxsplit=5)[5]
    setting = shlex.split(command, comments=True)[0]
    assert setting == f"DOCKET_HOME={tmp_path / name}"


def test_the_usual_home_needs_no_setting_but_moved_places_do(house: House) -> None:
    usual = {"DOCKET_HOME": None, "XDG_CONFIG_HOME": None, "XDG_DATA_HOME": None}
    moved = usual | {"XDG_DATA_HOME": "/srv/data"}
    assert "=" not in house.docket("schedule", "--cron", env=usual).stdout
    assert " XDG_DATA_HOME=/srv/data /" in house.docket("schedule", "--cron", env=moved).stdout


def test_the_first_line_goes_into_an_empty_crontab(house: House, cron: Machine) -> None:
    house.docket("schedule", "--install")
    assert cron.crontab == house.docket("schedule", "--cron").stdout


def test_other_lines_stay_as_they_are_byte_for_byte(house: House, cron: Machine) -> None:
    cron.crontab = odd = OTHERS + "# caf\udce9 \u2028 \x0b\n"
    house.docket("schedule", "--install")
    assert cron.crontab == odd + house.docket("schedule", "--cron").stdout
    house.docket("schedule", "--remove")
    assert cron.crontab == odd


def test_installing_again_replaces_our_line_where_it_stands(house: House, cron: Machine) -> None:
    house.docket("schedule", "--install")
    cron.crontab += OTHERS
    house.docket("schedule", "--install", "--every", "7")
    assert cron.crontab == house.docket("schedule", "--cron", "--every", "7").stdout + OTHERS


def test_each_home_has_a_line_of_its_own(house: House, cron: Machine, tmp_path: Path) -> None:
    other = House(tmp_path / "home" / "home")
    house.docket("schedule", "--install")
    other.docket("schedule", "--install")
    house.docket("schedule", "--remove")
    assert cron.crontab == other.docket("schedule", "--cron").stdout


def test_a_last_line_without_an_end_is_not_glued_to_ours(house: House, cron: Machine) -> None:
    cron.crontab = OTHERS.rstrip("\n")
    house.docket("schedule", "--install")
    assert cron.crontab.startswith(OTHERS)


def test_removing_what_is_not_there_changes_nothing(house: House, cron: Machine) -> None:
    cron.crontab = OTHERS
    assert "Nothing" in house.docket("schedule", "--remove").stdout
    assert cron.crontab == OTHERS


def test_a_crontab_that_cannot_be_read_is_never_replaced(house: House, machine: Machine) -> None:
    refusal = "You (desk) are not allowed to use this program (crontab)"
    touched = machine.folder / "touched"
    machine.has(
        "crontab",
        f'#!/bin/sh\n[ "$1" = - ] && : > {touched}\necho "{refusal}" >&2\nexit 1\n',
    )
    for words in (["--install"], ["--remove"]):
        told = house.docket("schedule", *words, exits=1).stderr
        assert told == f"docket: crontab: {refusal}; nothing was changed\n"
    assert not touched.exists()


def test_without_cron_the_timer_of_systemd_is_installed_and_removed(
    house: House, systemd: Machine, tmp_path: Path
) -> None:
    house.docket("schedule", "--install", "--every", "20")
    name = next((tmp_path / "config" / "systemd" / "user").glob("*.timer")).name
    assert "OnCalendar=*:0/20\n" in units(tmp_path)[".timer"]
    assert f'Environment="DOCKET_HOME={house.folder}"\n' in units(tmp_path)[".service"]
    house.docket("schedule", "--remove")
    assert units(tmp_path) == {}
    assert systemd.asked == [
        "--user daemon-reload",
        f"--user enable --now {name}",
        f"--user disable --now {name}",
        "--user daemon-reload",
    ]


def test_systemd_is_told_odd_names_in_its_own_spelling(tmp_path: Path) -> None:
    home = House(tmp_path / '5% of "x"')
    told = home.docket("schedule", "--systemd").stdout
    assert f'Environment="DOCKET_HOME={tmp_path}/5%% of \\"x\\""\n' in told


def test_why_systemd_refuses_is_said(house: House, machine: Machine) -> None:
    machine.has("systemctl", "#!/bin/sh\necho 'Failed to connect to bus' >&2\nexit 1\n")
    told = house.docket("schedule", "--install", "--systemd", exits=1).stderr
    assert told == "docket: systemctl --user daemon-reload: Failed to connect to bus\n"


def test_a_machine_without_any_scheduler_gets_advice(house: House, machine: Machine) -> None:
    assert "docket run" in house.docket("schedule", "--install", exits=1).stderr
    told = house.docket("schedule", "--install", "--cron", exits=1).stderr
    assert told == "docket: there is no `crontab` on this machine\n"
    assert "Nothing" in house.docket("schedule", "--remove").stdout


def test_one_cannot_install_and_remove_at_once(house: House) -> None:
    house.docket("schedule", "--install", "--remove", exits=2)
