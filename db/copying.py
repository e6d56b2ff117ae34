"""How free copies of documents come in, without the names that a court withdrew since."""

from __future__ import annotations

from dataclasses import replace

from db import changelog, plain, withdrawn_rows
from db.copies import Copies, Copy
from db.engine import transaction
from db.models import Change, ChangeKind, Docket, DocketEntry


class Copying(Copies):
    """The copies that are kept, and the way in for others."""

    def keep(
        self, copy: Copy, docket: Docket, entry: DocketEntry, attachment: int = 0
    ) -> Change | None:
        """Keep what was fetched; what changed at its address since the last time is news."""
        with transaction(self._connection):
            copy = self._without_withdrawn(copy, docket)
            known = self.of_urls([copy.url]).get(copy.url)
            if known is not None and known.sha256 == copy.sha256:
                self._fetched_again(copy)
                return None
            self._insert(copy, int(entry.id or 0), attachment)
            if known is None:
                return None
            change = _changed(known, copy, docket, entry)
            changelog.write(self._connection, [change])
            return change

    def _without_withdrawn(self, copy: Copy, docket: Docket) -> Copy:
        """The document still has the names that its court took off the docket; we do not."""
        lost = withdrawn_rows.of_dockets(self._connection, [docket.id or 0])
        if copy.text is None or not lost:
            return copy
        return replace(copy, text=lost[docket.id or 0].clean(copy.text))

    def _insert(self, copy: Copy, entry_id: int, attachment: int) -> None:
        self._connection.execute(
            "insert into copy (entry_id, attachment, url, sha256, pages, size, text, fetched_at)"
            " values (:entry_id, :attachment, :url, :sha256, :pages, :size, :text, :fetched_at)",
            {
                "entry_id": entry_id,
                "attachment": attachment,
                "url": copy.url,
                "sha256": copy.sha256,
                "pages": copy.pages,
                "size": copy.size,
                "text": copy.text,
                "fetched_at": plain.instant(copy.fetched_at),
            },
        )

    def _fetched_again(self, copy: Copy) -> None:
        self._connection.execute(
            "update copy set fetched_at = :at, pages = :pages, text = :text"
            " where url = :url and sha256 = :sha256",
            {
                "at": plain.instant(copy.fetched_at),
                "pages": copy.pages,
                "text": copy.text,
                "url": copy.url,
                "sha256": copy.sha256,
            },
        )


def _changed(known: Copy, copy: Copy, docket: Docket, entry: DocketEntry) -> Change:
    return Change(
        kind=ChangeKind.DOCUMENT_FREE,
        at=copy.fetched_at,
        docket=docket.key,
        docket_id=docket.id,
        entry=plain.entry_ref(int(entry.id or 0), entry),
        field="sha256",
        old=known.sha256,
        new=copy.sha256,
    )
