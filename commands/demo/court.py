"""Courts on 127.0.0.1, and a newspaper: what stands in their folders, as served at each moment.

    feeds/vtd/2025-06-05T1444Z.xml        what the feed holds from that time (UTC) on
    feeds/vtd/2025-06-05T1644Z.503.html   from then on this page, with this HTTP status
    feeds/scotus/2025-05-27T1744Z.html    the Supreme Court's page of the one docket of the story
    feeds/dvd/2025-05-23T1944Z.xml        what is new in CourtListener's feed of one docket
    feeds/herald/rss.xml                  all that the Sample Herald will ever publish, page by page

Like a real CM/ECF a court rebuilds its feed once an hour, puts the build date in it, and lists
what was entered in the 24 hours before. The newspaper waits for no hour.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler
from importlib.resources.abc import Traversable
from socketserver import ThreadingTCPServer
from typing import NamedTuple, Self

WINDOW = timedelta(hours=24)
_REBUILT_AT = 44  # minutes past each hour, as in D. Mass.
_AGAIN_AFTER = 600  # seconds; what a court in trouble asks for

_PAGES = {
    "/docket/docketfiles/html/public/24a1153.html": "scotus",
    "/rss/uscourts-ca1.xml": "govinfo",
    "/docket/69775896/feed/": "dvd",
    "/docket/999999999/feed/": "example",
}
_HERALD = "/herald/"
_BUILT = re.compile(r"(?<=<lastBuildDate>)[^<]*")
_ITEM = re.compile(r"<item>.*?</item>\s*", re.DOTALL)
_DATED = re.compile(r"<pubDate>([^<]*)<")


class Answer(NamedTuple):
    status: int
    body: bytes


class Court:
    """Every court with a folder in `feeds`, at one address; `clock` says what time it is there."""

    def __init__(self, feeds: Traversable, clock: Callable[[], datetime]) -> None:
        self._feeds = feeds
        self._clock = clock
        self._server = _Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def site(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def feed_url(self, court_id: str) -> str:
        return f"{self.site}/{court_id}/rss_outside.pl"

    def answer(self, path: str) -> Answer:
        """There is no robots.txt: only feeds and pages are found."""
        if path.startswith(_HERALD):
            return published(self._feeds / "herald", path.removeprefix(_HERALD), self._clock())
        place = _PAGES.get(path) or path.strip("/").removesuffix("/rss_outside.pl")
        folder = self._feeds / place
        if "/" in place or not folder.is_dir():
            return Answer(404, b"")
        return served(folder, _last_rebuild(self._clock()))


def served(folder: Traversable, built_at: datetime) -> Answer:
    """What a court answers after a rebuild: by the newest file whose time has come."""
    past = [each for each in folder.iterdir() if _served_from(each) <= built_at]
    newest = max(past, key=_served_from)
    _, *status, kind = newest.name.split(".")
    text = newest.read_text(encoding="utf-8")
    body = text if kind == "html" else rebuilt(text, built_at)
    return Answer(int(status[0]) if status else 200, body.encode())


def rebuilt(feed: str, built_at: datetime) -> str:
    """The feed with what had been entered by then and was not yet too old, newly dated."""
    dated = _BUILT.sub(format_datetime(built_at, usegmt=True), feed)
    return _ITEM.sub(lambda item: item[0] if _is_listed(item[0], built_at) else "", dated)


def published(folder: Traversable, name: str, now: datetime) -> Answer:
    """A page of the newspaper, or its feed without what is yet to come."""
    file = folder / name
    if "/" in name or not file.is_file():
        return Answer(404, b"")
    text = file.read_text(encoding="utf-8")
    out = _ITEM.sub(lambda item: item[0] if _dated(item[0]) <= now else "", text)
    return Answer(200, out.encode())


def _is_listed(item: str, built_at: datetime) -> bool:
    return built_at - WINDOW < _dated(item) <= built_at


def _dated(item: str) -> datetime:
    told = _DATED.search(item)
    assert told is not None
    return parsedate_to_datetime(told[1])


def _served_from(file: Traversable) -> datetime:
    return datetime.strptime(file.name.split(".")[0], "%Y-%m-%dT%H%MZ").replace(tzinfo=UTC)


def _last_rebuild(now: datetime) -> datetime:
    return (now - timedelta(minutes=_REBUILT_AT)).replace(
        minute=_REBUILT_AT, second=0, microsecond=0
    )


class _Server(ThreadingTCPServer):
    """Not an HTTPServer, which begins by asking the DNS for its own name."""

    daemon_threads = True

    def __init__(self, court: Court) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.court = court


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        status, body = self.server.court.answer(self.path)
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        if status == 503:
            self.send_header("Retry-After", str(_AGAIN_AFTER))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """The story tells what the court did."""
