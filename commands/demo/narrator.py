"""What the demo says itself: the dates, comments, and the commands as one would type them."""

from __future__ import annotations

import shlex
import textwrap
from collections.abc import Sequence
from datetime import datetime

from rich.console import Console
from rich.text import Text

_WIDEST = 80
_DATED, _SPOKEN, _TYPED = "bold yellow", "cyan", "bold green"


class Narrator:
    """Rules and colours on a terminal; in a pipe a transcript with # before each comment."""

    def __init__(self) -> None:
        width = min(Console().width, _WIDEST)
        self._console = Console(width=width, highlight=False)

    def begin(self, title: str, prologue: str) -> None:
        self._console.print(Text(title, _DATED))
        self.say(prologue)

    def date(self, at: datetime, silent_polls: int) -> None:
        """`Friday 23 May 2025, 3:46 PM EDT, 3 silent polls later ─────`"""
        told = f"{at:%A} {at.day} {at:%B %Y}, {at.hour % 12 or 12}:{at:%M %p %Z}"
        if silent_polls:
            told += f", {silent_polls} silent poll{'s' if silent_polls > 1 else ''} later"
        self._console.print()
        self._console.rule(Text(told, _DATED), align="left", style=_DATED)

    def say(self, words: str) -> None:
        for line in textwrap.wrap(words, self._console.width - 2):
            self._console.print(Text(f"# {line}", _SPOKEN))

    def remark(self, words: str) -> None:
        """Something on what a command has just printed."""
        self._console.print()
        self.say(words)

    def type(self, words: Sequence[str]) -> None:
        """`$ docket poll`, after an empty line; a long one goes on behind a backslash."""
        lines = ["$ docket"]
        for word in map(shlex.quote, words):
            if len(lines[-1]) + len(word) + 3 > self._console.width:
                lines[-1] += " \\"
                lines.append("   ")
            lines[-1] += f" {word}"
        self._console.print()
        self._console.print(Text("\n".join(lines), _TYPED))

    def end(self, epilogue: str, offered: Sequence[tuple[str, str]]) -> None:
        """The last words, and commands to type next with what each is for."""
        self._console.print()
        self.say(epilogue)
        widest = max(len(command) for command, _ in offered)
        for command, purpose in offered:
            typed = Text(f"{command:<{widest}}  ", _TYPED)
            self._console.print(typed + Text(f"# {purpose}", _SPOKEN))
