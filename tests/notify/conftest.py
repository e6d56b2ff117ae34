from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.db.conftest import store, tell
from tests.notify.receivers import Chat, Post

__all__ = ["chat", "post", "store", "tell"]


@pytest.fixture
def chat() -> Iterator[Chat]:
    with Chat() as started:
        yield started


@pytest.fixture
def post() -> Iterator[Post]:
    with Post() as started:
        yield started
