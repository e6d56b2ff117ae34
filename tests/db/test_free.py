"""Free copies have their known places; PACER is never one of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.config import Config, CourtConfig, CourtListener, Home
from db.free import is_free, newest

CONFIG = Config(Home(Path("c"), Path("s"), Path("l")))
STORAGE = "https://storage.courtlistener.com/recap/gov.uscourts.mad.282404"


@pytest.mark.parametrize(
    "url",
    [
        f"{STORAGE}/gov.uscourts.mad.282404.132.0.pdf",
        "https://archive.org/download/gov.uscourts.dcd.178502/gov.uscourts.dcd.178502.140.0.pdf",
        "https://ia800000.us.archive.org/1/items/x.pdf",
        "https://www.govinfo.gov/content/pkg/USCOURTS-mdd/pdf/USCOURTS-mdd-0.pdf",
        "https://www.supremecourt.gov/DocketPDF/24/24A1153/362298/20250604143617283_x.pdf",
    ],
)
def test_the_known_places_are_free(url: str) -> None:
    assert is_free(url, CONFIG)


@pytest.mark.parametrize(
    "url",
    [
        "https://ecf.mad.uscourts.gov/doc1/095011114566",
        "https://pacer.uscourts.gov/x.pdf",
        "https://storage.courtlistener.com.example.org/x.pdf",
        "https://storage.courtlistener.com@evil.example/x.pdf",
        "http://storage.courtlistener.com/x.pdf",
        "https://storage.courtlistener.com:8443/x.pdf",
        "https://xarchive.org/x.pdf",
        "https://storage.courtlistener.com/doc1/095011114566",
        "https://example.org/x.pdf",
        "http://127.0.0.1:8000/x.pdf",
        "file:///etc/passwd",
        "https://[::1",
        "",
    ],
)
def test_every_other_place_is_not(url: str) -> None:
    assert not is_free(url, CONFIG)


def test_a_service_that_the_user_named_may_be_anywhere_but_at_pacer() -> None:
    here = Config(CONFIG.home, courtlistener=CourtListener(base_url="http://127.0.0.1:8000"))
    assert is_free("http://127.0.0.1:8000/recap/x.pdf", here)
    assert not is_free("http://127.0.0.1:8001/recap/x.pdf", here)
    pacer = "https://ecf.mad.uscourts.gov"
    there = Config(
        CONFIG.home,
        courtlistener=CourtListener(base_url=pacer),
        courts={"mad": CourtConfig(feed_url=f"{pacer}/cgi-bin/rss_outside.pl")},
    )
    assert not is_free(f"{pacer}/recap/x.pdf", there)


def test_the_newest_upload_comes_first() -> None:
    first = f"{STORAGE}/gov.uscourts.mad.282404.34.0.pdf"
    second = f"{STORAGE}/gov.uscourts.mad.282404.34.0_1.pdf"
    third = f"{STORAGE}/gov.uscourts.mad.282404.34.0_2.pdf"
    archived = "https://archive.org/download/x/gov.uscourts.mad.282404.34.0.pdf"
    assert newest([archived, second, first, third, second]) == [third, second, first, archived]
