"""Processes of their own for what strangers wrote: it may crash them or keep them busy.

process = await apart.start("scraper.pdf_reader", path)     here
apart.limit()                                               there, before anything is read
"""

from __future__ import annotations

import asyncio
import os
import resource
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from pathlib import Path

import scraper

MOST_MEMORY = 1024 * 1024 * 1024  # bytes
_LONGEST_LINE = 4 * 1024 * 1024  # bytes of an answer


async def start(module: str, *arguments: str) -> Process:
    """A Python that runs a module of ours, and answers on its standard output."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",  # nothing that lies in the user's folder is taken for our code
        *("-m", module, *arguments),
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,
        env=_environment(),
        limit=_LONGEST_LINE,
    )


async def end(process: Process) -> None:
    """Whatever became of us, nothing is left running."""
    if process.returncode is None:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def limit(seconds: int) -> None:
    """Die rather than fill the machine, and leave no core behind; `seconds` of a processor."""
    limits = {
        resource.RLIMIT_AS: MOST_MEMORY,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
    }
    for each, most in limits.items():
        with suppress(ValueError, OSError):  # macOS has no limit of memory
            resource.setrlimit(each, (most, most))


def _environment() -> dict[str, str]:
    """Ours, and where our own code is: `-P` looks for it neither here nor there."""
    ours = str(Path(scraper.__file__).parents[1])
    others = os.environ.get("PYTHONPATH")
    return dict(os.environ) | {"PYTHONPATH": os.pathsep.join(filter(None, [ours, others]))}
