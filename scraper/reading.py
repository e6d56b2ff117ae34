"""Read a kept document in a process of its own, which a hostile file may crash or keep busy."""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import dataclass
from pathlib import Path

from scraper import apart

logger = logging.getLogger(__name__)

PATIENCE = 20.0  # seconds of the clock; the process has less of a processor


@dataclass(frozen=True, slots=True)
class Reading:
    """What a PDF holds: both None where it cannot be read, text alone for a scan."""

    pages: int | None = None
    text: str | None = None


async def read(path: Path) -> Reading:
    process = await apart.start("scraper.pdf_reader", str(path))
    try:
        told, _ = await asyncio.wait_for(process.communicate(), PATIENCE)
    except TimeoutError:
        told = b""
    finally:
        await apart.end(process)
    if process.returncode != 0 or not told:
        logger.warning("%s cannot be read", path.name)
        return Reading()
    return _reading(told)


def _reading(told: bytes) -> Reading:
    said = json.loads(told)
    return Reading(said["pages"], said["text"] if said["text"].strip() else None)
