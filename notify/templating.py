"""The templates of messages: the reader's own before ours, and none that could lose an alert.

A template gets values and may print them; it cannot reach anything else, nor count or multiply
until the machine gives up. What it prints passes the guard and the gate of its format, so that no
template can forget to escape a value or let a withheld name out.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from notify import escape

logger = logging.getLogger(__name__)

_MOST_STEPS = 100_000  # that all `range`s of one message take together
_LONGEST = 100_000  # characters, or members, that a template makes by multiplying

WHOLE = tuple(
    f"{form}.{ending}" for form in ("message", "digest") for ending in ("txt", "md", "html")
)


def names() -> list[str]:
    """The built-in templates, and the pieces that they include."""
    found = (each.name for each in (files("notify") / "templates").iterdir())
    return sorted(name for name in found if name.rpartition(".")[2] in _GATES)


def source(name: str) -> str:
    """The text of a built-in template."""
    return (files("notify") / "templates" / name).read_text(encoding="utf-8")


def rendered(name: str, page: Mapping[str, object], own: Path | None) -> str:
    """The page in a template; in ours where the reader's own one is no good."""
    if own is not None and own.is_dir():
        try:
            return _filled(name, page, own)
        # Whatever a person's own template does wrong, his alert goes out.
        except Exception as error:
            logger.warning("%s; the built-in template is used", _told(error, own))
    return _filled(name, page, None)


def complaint(name: str, page: Mapping[str, object], own: Path) -> str | None:
    """What is wrong with a reader's own template, with its file and line."""
    try:
        _filled(name, page, own)
    except Exception as error:  # of code that is not ours
        return _told(error, own)
    return None


def _filled(name: str, page: Mapping[str, object], own: Path | None) -> str:
    told = _environment(name, own).get_template(name).render({**page, "range": _Steps().up_to})
    if not told.strip():
        raise TemplateError(f"{name} prints nothing")
    return told


class _Steps:
    """`range` as templates have it: loops in loops take from one supply."""

    def __init__(self) -> None:
        self._left = _MOST_STEPS

    def up_to(self, *bounds: int) -> range:
        steps = range(*bounds)
        self._left -= len(steps[: self._left + 1])
        if self._left < 0:
            raise TemplateError(f"its loops take more than {_MOST_STEPS:,} steps")
        return steps


class _Sandbox(ImmutableSandboxedEnvironment):
    """jinja2's own, but one in which nothing grows without bounds."""

    intercepted_binops = frozenset(("*", "**"))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if operator == "**":
            raise TemplateError("there are no powers here")
        for times, many in ((left, right), (right, left)):
            if isinstance(times, int) and hasattr(many, "__len__") and times * len(many) > _LONGEST:
                raise TemplateError(f"it makes something longer than {_LONGEST:,}")
        return super().call_binop(context, operator, left, right)


def _told(error: Exception, own: Path) -> str:
    what = error.message if isinstance(error, TemplateError) else None
    return f"{_place(error, own)}: {what or f'{type(error).__name__}: {error}'}"


def _place(error: Exception, own: Path) -> str:
    """Jinja gives the frames of a template its own file name and lines."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or own}:{error.lineno}"
    trace, place = error.__traceback__, str(own)
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.startswith(str(own)):
            place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


Gate = Callable[[object], str]


_GATES: dict[str, Gate] = {"txt": escape.clean, "md": escape.markdown, "html": escape.clean}


@cache
def _environment(name: str, own: Path | None) -> _Sandbox:
    ending = name.rpartition(".")[2]
    environment = _Sandbox(
        loader=_loader(own),
        autoescape=ending == "html",
        undefined=StrictUndefined,
        finalize=_guarded(_GATES[ending]),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for unbounded in ("range", "lipsum"):
        del environment.globals[unbounded]
    environment.filters["link"] = _markdown_link
    environment.globals["break"] = Markup("  ")  # Markdown's line break: two blanks at the end
    return environment


def _loader(own: Path | None) -> BaseLoader:
    ours = PackageLoader("notify")
    return ours if own is None else ChoiceLoader([FileSystemLoader(own), ours])


def _guarded(gate: Gate) -> Callable[[Context, object], str]:
    @pass_context
    def finalize(context: Context, value: object) -> str:
        told = context["clean"](str(value))
        # What a template made of values that passed the gate is not escaped a second time.
        return Markup(told) if isinstance(value, Markup) else gate(told)

    return finalize


@pass_context
def _markdown_link(context: Context, url: str, label: str) -> Markup:
    # The URL comes from escape.web_link: it holds no character that ends a link.
    return Markup(f"[{escape.markdown(context['clean'](label))}]({url})")
