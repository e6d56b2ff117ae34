"""The templates of messages: the reader's own before ours, and none that could lose an alert.

A template gets values and may print them; it cannot reach anything else. What it prints passes
the guard and the gate of its format, so that no template can forget to escape a value or let a
withheld name out.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

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

BUILT_IN = tuple(
    f"{form}.{ending}" for form in ("message", "digest") for ending in ("txt", "md", "html")
)


def rendered(name: str, page: Mapping[str, object], own: Path | None) -> str:
    """The page in a template; in ours where the reader's own one is no good."""
    if own is not None and (own / name).is_file():
        try:
            return _environment(name, own).get_template(name).render(page)
        # Whatever a person's own template does wrong, his alert goes out.
        except Exception as error:
            logger.warning("%s; the built-in template is used", complaint(error, own / name))
    return _environment(name, None).get_template(name).render(page)


def source(name: str) -> str:
    """The text of a built-in template."""
    return (files("notify") / "templates" / name).read_text(encoding="utf-8")


def complaint(error: Exception, path: Path) -> str:
    """What is wrong with a template, with its file and line."""
    line = error.lineno if isinstance(error, TemplateSyntaxError) else _line(error, path)
    what = error.message if isinstance(error, TemplateError) else None
    return f"{path}:{line}: {what or type(error).__name__}"


def _line(error: Exception, path: Path) -> int:
    """Jinja gives the frames of a template its own file name and lines."""
    trace, line = error.__traceback__, 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == str(path):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


Gate = Callable[[object], str]


_GATES: dict[str, Gate] = {"txt": escape.clean, "md": escape.markdown, "html": escape.clean}


@cache
def _environment(name: str, own: Path | None) -> ImmutableSandboxedEnvironment:
    ending = name.rpartition(".")[2]
    environment = ImmutableSandboxedEnvironment(
        loader=_loader(own),
        autoescape=ending == "html",
        undefined=StrictUndefined,
        finalize=_guarded(_GATES[ending]),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["link"] = _markdown_link
    environment.globals["break"] = Markup("  ")  # Markdown's line break: two blanks at the end
    return environment


def _loader(own: Path | None) -> BaseLoader:
    ours = PackageLoader("notify")
    return ours if own is None else ChoiceLoader([FileSystemLoader(own), ours])


def _guarded(gate: Gate) -> Callable[[Context, object], str]:
    @pass_context
    def finalize(context: Context, value: object) -> str:
        told = context["guard"].clean(str(value))
        # What a template made of values that passed the gate is not escaped a second time.
        return Markup(told) if isinstance(value, Markup) else gate(told)

    return finalize


@pass_context
def _markdown_link(context: Context, url: str, label: str) -> Markup:
    # The URL comes from escape.web_link: it holds no character that ends a link.
    return Markup(f"[{escape.markdown(context['guard'].clean(label))}]({url})")
