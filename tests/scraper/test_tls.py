"""Encrypted feeds: read only from who can prove who he is, through a proxy as well."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from db.models import SourceState
from tests.loopback import Answer, Loopback
from tests.scraper.desk import Opens, feed

RSS = "/cgi-bin/rss_outside.pl"


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for `localhost` and its key, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path = tmp_path / "court.pem"
    path.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def court(certificate: Path) -> Iterator[Loopback]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with Loopback(context) as server:
        server.says(RSS, Answer(feed()))
        yield server


@pytest.fixture
def _trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine trusts the certificate, as it does the public authorities."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))


@pytest.mark.usefixtures("_trusted")
def test_a_court_that_proves_who_it_is_is_read(court: Loopback, open_desk: Opens) -> None:
    desk = open_desk(mad=court.url(RSS, "localhost"))
    assert desk.round()["mad"].state is SourceState.OK


def test_a_court_that_nobody_vouches_for_is_not_read(court: Loopback, open_desk: Opens) -> None:
    outcome = open_desk(mad=court.url(RSS, "localhost")).round()["mad"]
    assert outcome.problems[0].code == "tls"
    assert court.requests == []


@pytest.mark.usefixtures("_trusted")
def test_a_court_that_proves_to_be_another_is_not_read(court: Loopback, open_desk: Opens) -> None:
    outcome = open_desk(mad=court.url(RSS, "127.0.0.1")).round()["mad"]
    assert outcome.problems[0].code == "tls"
    assert court.requests == []


@pytest.mark.usefixtures("_trusted")
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_proxy_opens_a_way_to_an_encrypted_court(
    court: Loopback,
    other: Loopback,
    open_desk: Opens,
    monkeypatch: pytest.MonkeyPatch,
    host: str,
) -> None:
    monkeypatch.setenv("https_proxy", other.url("/", host))
    other.says(f"localhost:{court.port}", Answer())
    desk = open_desk(mad=court.url(RSS, "localhost"))
    assert desk.round()["mad"].state is SourceState.OK
    assert len(court.asked(RSS)) == 1
    assert len(other.requests) > 0


def test_a_proxy_that_opens_no_way_is_a_problem(
    other: Loopback, open_desk: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", other.url("/"))
    other.says("ecf.example.invalid:443", Answer(status=403))
    outcome = open_desk(mad="https://ecf.example.invalid/rss").round()["mad"]
    assert outcome.problems[0].code == "proxy"


@pytest.mark.usefixtures("_trusted")
def test_an_encrypted_court_cannot_send_us_to_a_plain_one(
    court: Loopback, open_desk: Opens
) -> None:
    court.says(RSS, Answer(status=302, headers={"Location": "http://ecf.example.gov/rss"}))
    outcome = open_desk(mad=court.url(RSS, "localhost")).round()["mad"]
    assert outcome.problems[0].code == "redirect_refused"
