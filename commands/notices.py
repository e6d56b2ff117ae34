"""Court mail, taken in: each notice once, and only of cases that somebody watches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

from commands import home, imap, mailbox, taking_in
from commands.apart import Reader
from commands.desk import Desk
from commands.taking_in import Taken
from db.config import MAILBOX_VARIABLE, Config
from db.errors import ConfigError
from db.models import SourceKind, SourceState
from db.store import Store
from scraper.parsers import mail_letter

# What else lies in a mailbox, by the parser's code for it; in a file of its own it is an error.
_LEFT = {
    "not_a_notice": "no notice of a filing",
    "other_sender": "not from a court; --any-sender takes such notices too",
}


@dataclass(frozen=True, slots=True)
class Wish:
    any_sender: bool
    again: bool  # read also what was read before
    keep_all: bool


@dataclass(frozen=True, slots=True)
class Notices:
    """One place with mails, being taken in."""

    store: Store
    desk: Desk
    reader: Reader
    wish: Wish

    def of_place(self, place: str, config: Config) -> Iterator[Taken]:
        if place == mailbox.IMAP:
            return self._of_imap(config)
        return self._taken(mailbox.mails(place), is_box=mailbox.is_box(place))

    def _of_imap(self, config: Config) -> Iterator[Taken]:
        """How far the folder was read moves on with each mail, taken in or left."""
        if config.mailbox.url is None:
            raise ConfigError(
                f"no mailbox is configured: [mailbox] url in {config.home.config_path},"
                f" or {MAILBOX_VARIABLE}"
            )
        folder = imap.folder(config.mailbox.url)
        after = None if self.wish.again else self.store.handed_in.position(folder.id)
        wanted = imap.OF_ANYBODY if self.wish.any_sender else imap.OF_COURTS
        for mail in imap.mails(folder, wanted, after):
            yield from self._taken([mail], is_box=True)
            assert mail.position is not None
            self.store.handed_in.move_to(folder.id, mail.position, home.now())

    def _taken(self, mails: Iterable[mailbox.Mail], *, is_box: bool) -> Iterator[Taken]:
        mark = self._mark()
        for mail in mails:
            key = f"mail:{mail_letter.key(mail.body)}"
            if not self.wish.again and self.store.handed_in.has(key):
                self.desk.left["taken in before"] += 1
            elif is_box and not self.wish.again and self.store.handed_in.has(f"{key}:{mark}"):
                self.desk.left["left out before"] += 1
            else:
                yield from self._read(mail, key, mark, is_box=is_box)

    def _mark(self) -> str:
        """What decides whether a mail is taken: one that was left is worth another look after."""
        watches = self.store.watches.all()
        cases = {str(case.key) for watch in watches for case in watch.cases}
        asked = (
            repr((each.query, each.terms, each.aliases, each.judge))
            for each in watches
            if each.query
        )
        wished = (sorted(cases), self.wish.any_sender, self.wish.keep_all, *sorted(asked))
        return blake2b(repr(wished).encode(), digest_size=6).hexdigest()

    def _read(self, mail: mailbox.Mail, key: str, mark: str, *, is_box: bool) -> Iterator[Taken]:
        any_sender = self.wish.any_sender or mail.is_chosen
        snapshot = self.reader.read(mail.body, any_sender=any_sender)
        if snapshot.state is SourceState.DOWN:
            (problem,) = snapshot.problems
            if is_box and problem.code in _LEFT:
                self.desk.left[_LEFT[problem.code]] += 1
                self.store.handed_in.keep(f"{key}:{mark}", home.now())
            else:
                self.desk.refuse(mail.place, problem.message)
            return
        taken = [
            *taking_in.take_in(
                self.store, SourceKind.MAIL, mail.place, snapshot, keep_all=self.wish.keep_all
            )
        ]
        yield from taken
        is_whole = all(each.is_kept for each in taken)
        self.store.handed_in.keep(key if is_whole else f"{key}:{mark}", home.now())
