"""Read a kept document in a process of its own, which a hostile file may crash or keep busy."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import scraper

logger = logging.getLogger(__name__)

PATIENCE = 20.0  # seconds of the clock; the process has less of a processor


@dataclass(frozen=True, slots=True)
class Reading:
    """What a PDF holds: both None where it cannot be read, text alone for a scan."""

    pages: int | None = None
    text: str | None = None


async def read(path: Path) -> Reading:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",  # nothing that lies in the user's folder is taken for our code
        *("-m", "scraper.pdf_reader", str(path)),
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=DEVNULL,
        env=_environment(),
    )
    try:
        told, _ = await asyncio.wait_for(process.communicate(), PATIENCE)
    except TimeoutError:
        told = b""
    finally:
        await _end(process)
    if process.returncode != 0 or not told:
        logger.warning("%s cannot be read", path.name)
        return Reading()
    return _reading(told)


def _environment() -> dict[str, str]:
    """Ours, and where our own code is: `-P` looks for it neither here nor there."""
    ours = str(Path(scraper.__file__).parents[1])
    others = os.environ.get("PYTHONPATH")
    return dict(os.environ) | {"PYTHONPATH": os.pathsep.join(filter(None, [ours, others]))}


async def _end(process: Process) -> None:
    """Whatever became of us, nothing is left running."""
    if process.returncode is None:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def _reading(told: bytes) -> Reading:
    said = json.loads(told)
    return Reading(said["pages"], said["text"] if said["text"].strip() else None)
