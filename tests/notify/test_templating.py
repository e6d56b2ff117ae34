"""A reader's own templates come before ours, and none of them can lose an alert."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import pytest

from db.guard import Guard
from db.models import Message
from notify import render, specimen, templating


def written(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text)
    return folder


def shown(own: Path, **told: object) -> Message:
    return render.message(replace(specimen.alert(), templates_path=own, **told))  # type: ignore[arg-type]


def test_ones_own_template_comes_before_ours(tmp_path: Path) -> None:
    written(tmp_path, "message.txt", "{{ title }}!\n")
    message = shown(tmp_path)
    assert message.text == f"{message.title}!"
    assert message.markdown == render.message(specimen.alert()).markdown


def test_a_piece_alone_can_be_ones_own(tmp_path: Path) -> None:
    written(tmp_path, "foot.txt", "-- the desk\n")
    text = shown(tmp_path).text
    assert text.endswith("-- the desk")
    assert "Order: granted in part." in text


def test_both_mails_have_one_frame_and_it_can_be_ones_own(tmp_path: Path) -> None:
    written(tmp_path, "page.html", "<main>{% block body %}{% endblock %}</main>")
    for story in (specimen.alert(), specimen.digest()):
        html = render.message(replace(story, templates_path=tmp_path)).html
        assert html.startswith("<main>")
        assert "On the docket 41 minutes after Sample Herald reported it." in html


@pytest.mark.parametrize(
    ("template", "complaint"),
    [
        ("one\n{% for %}\n", "message.txt:2: Expected an expression"),
        ("one\n\n{{ nothing }}\n", "message.txt:3: 'nothing' is undefined"),
        ("{{ sections[0].nothing }}\n", "message.txt:1: "),
        ("{{ 1 / 0 }}\n", "message.txt:1: ZeroDivisionError"),
        ("{{ title.__class__.__mro__ }}\n", "message.txt:1: access to attribute"),
        ("{% include 'missing.txt' %}\n", "missing.txt"),
        ("{% for i in range(10**9) %}{% endfor %}", "message.txt:1: there are no powers here"),
        ("{% for i in range(999999999999) %}{% endfor %}", "more than 100,000 steps"),
        ("{% for i in range(999) %}{% for j in range(999) %}{% endfor %}{% endfor %}", "steps"),
        ("{{ 'a' * 9999999999 }}", "message.txt:1: it makes something longer than 100,000"),
        ("{# empty #}", "message.txt prints nothing"),
        ("{{ guard.never_send }}", "message.txt:1: 'guard' is undefined"),
    ],
)
def test_a_template_that_is_no_good_is_named_and_ours_is_used(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, template: str, complaint: str
) -> None:
    """Promise 2. Red when: `rendered` lets an error of a template through."""
    caplog.set_level(logging.WARNING)
    written(tmp_path, "message.txt", template)
    assert shown(tmp_path).text == render.message(specimen.alert()).text
    assert complaint in caplog.text
    assert any(complaint in each for each in specimen.complaints(tmp_path))


def test_a_sentence_of_ours_lets_no_template_out(tmp_path: Path) -> None:
    """Red when: `say` formats as `str.format` does, which follows attributes."""
    written(tmp_path, "message.txt", "{{ say('{x.__func__.__globals__} {x}', x=say) }}")
    assert shown(tmp_path).text.startswith("{x.__func__.__globals__} <bound method")


def test_ones_own_template_is_escaped_and_guarded_like_ours(tmp_path: Path) -> None:
    """Red when: `finalize` is left out for what a template calls safe."""
    docket = replace(specimen.DOCKET, caption="<b>Exampla</b> @everyone v. Agency")
    hostile = {"dockets": {1: docket}, "guard": Guard(("Exampla",))}
    heading = "{{ sections[0].heading }}"
    written(tmp_path, "message.md", heading)
    for name in ("message.html", "message.txt"):
        written(tmp_path, name, f"{heading} {{{{ sections[0].heading | safe }}}}")
    message = shown(tmp_path, **hostile)
    for body in (message.text, message.markdown, message.html):
        assert "Exampla" not in body
    assert "&lt;b&gt;" in message.html
    assert "@everyone" not in message.markdown


def test_every_built_in_template_is_good() -> None:
    assert set(templating.WHOLE) <= set(templating.names())
    assert specimen.complaints(Path("nowhere")) == []
