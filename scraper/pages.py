"""Read pages of articles in a process of its own, which a hostile one may crash or keep busy.

async with PageReader() as reader:
    page = await reader.read(body, url)
"""

from __future__ import annotations

import asyncio
import json
import logging
from asyncio.subprocess import Process
from types import TracebackType
from typing import Self

from db.press import Reading
from scraper import apart
from scraper.parsers import page
from scraper.parsers.page import Page

logger = logging.getLogger(__name__)

PATIENCE = 15.0  # seconds of the clock for a page; most take some hundredths


class PageReader:
    """Reads one page after the other; a page that ends its process costs only itself."""

    def __init__(self) -> None:
        self._process: Process | None = None
        self._turn = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._end()

    async def read(self, body: bytes, url: str) -> Page:
        """What a page tells; nothing but its address where it cannot be read."""
        async with self._turn:
            try:
                told = await asyncio.wait_for(self._answer(body, url), PATIENCE)
            except (TimeoutError, ConnectionError):
                told = b""
            if not told:
                logger.warning("%s cannot be read", url)
                await self._end()
                return Page(url, Reading.SUMMARY)
        return page.from_plain(json.loads(told))

    async def _answer(self, body: bytes, url: str) -> bytes:
        """The process's line on a page; none where it ended."""
        self._process = self._process or await apart.start("scraper.page_reader")
        question, answers = self._process.stdin, self._process.stdout
        assert question is not None
        assert answers is not None
        question.write(json.dumps([url, len(body)]).encode() + b"\n" + body)
        await question.drain()
        return await answers.readline()

    async def _end(self) -> None:
        if self._process is not None:
            process, self._process = self._process, None
            await apart.end(process)


async def read(body: bytes, url: str) -> Page:
    """A single page."""
    async with PageReader() as reader:
        return await reader.read(body, url)
