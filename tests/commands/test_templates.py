"""`docket templates` and `docket cite`: what a reader makes of messages, and of entries."""

from __future__ import annotations

import json

from tests.commands.conftest import House
from tests.commands.courthouse import CASE, COMPLAINT, NEW_ORDER, Courthouse


def test_a_template_is_listed_copied_and_checked(house: House) -> None:
    assert "message.txt" in house.docket("templates").output
    assert "built in" in house.docket("templates").output
    house.docket("templates", "copy", "message.txt")
    copied = house.folder / "templates" / "message.txt"
    assert "{{ line.headline }}" in copied.read_text()
    assert str(copied) in house.docket("templates", env={"COLUMNS": "300"}).output
    assert "Nothing is wrong" in house.docket("templates", "check").output
    copied.write_text("{{ nothing }}\n")
    assert f"{copied}:1: 'nothing' is undefined" in house.docket(
        "templates", "check", exits=1
    ).output.replace("\n", " ")


def test_a_copy_is_not_written_over(house: House) -> None:
    house.docket("templates", "copy", "digest.md")
    assert "--force" in house.docket("templates", "copy", "digest.md", exits=1).output
    house.docket("templates", "copy", "digest.md", "--force")
    assert "no template" in house.docket("templates", "copy", "x.md", exits=1).output


def test_templates_are_listed_for_programs(house: House) -> None:
    house.docket("templates", "copy", "message.md")
    found = [json.loads(line) for line in house.docket("templates", "--json").output.splitlines()]
    assert {each["name"]: each["path"] is not None for each in found}["message.md"]
    assert sum(each["path"] is None for each in found) == len(found) - 1


def test_an_entry_is_cited(court: Courthouse) -> None:
    court.lists(COMPLAINT, NEW_ORDER)
    court.house.docket("watch", CASE)
    cited = court.house.docket("cite", CASE, "9").stdout
    assert ", No. 1:25-cv-" in cited
    assert ", ECF No. 9 (D. Mass. " in cited
    (told,) = court.house.lines("cite", CASE, "9")
    assert told["citation"] == cited.strip()
    docket = court.house.docket("cite", CASE).stdout.strip()
    assert cited.startswith(docket.removesuffix(" (D. Mass.)"))
    assert f"Cite as: {docket}" in court.house.docket("show", CASE).output
    assert "no entry 77" in court.house.docket("cite", CASE, "77", exits=1).output
