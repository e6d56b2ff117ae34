from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.db.conftest import store, tell
from tests.notify.receivers import Chat, Post

__all__ = ["chat", "post", "store", "tell"]


def pytest_configure(config: pytest.Config) -> None:
    # apprise imports it for PGP, and warns until Python 3.13.
    config.addinivalue_line("filterwarnings", "ignore:'imghdr' is deprecated:DeprecationWarning")


@pytest.fixture
def chat() -> Iterator[Chat]:
    with Chat() as started:
        yield started


@pytest.fixture
def post() -> Iterator[Post]:
    with Post() as started:
        yield started
