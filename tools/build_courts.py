"""Write db/courts.json: python tools/build_courts.py FEEDS.tsv

FEEDS.tsv tells what each court of PACER's directory answered in December 2022; its columns are
read by name: ecf, pacer_court_id, type, title, official_rss_url_2023-01, observed_2022-12,
channel_description. Ids and citations come from the courts-db package. What neither knows, or
what one of them has wrong, stands in the tables below. See docs/courts.md.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import courts_db  # type: ignore[import-untyped]

from db.courts import LEFT_OUT, CourtLevel

COURTS_JSON = Path(__file__).resolve().parents[1] / "db" / "courts.json"
OBSERVED_ON = "2022-12-20"  # the last day of the captures that FEEDS.tsv sums up

# ECF host label -> CourtListener's id, where they differ.
IDS = {"azb": "arb", "cofc": "uscfc", "neb": "nebraskab"}

ALIASES = {
    "cadc": ["District of Columbia Circuit"],
    "dcb": ["Bankr. D.C."],
    "nmib": ["Bankr. N. Mar. I."],
    "nmid": ["N. Mar. I."],
    "nysb": ["nysb-mega"],  # a former ECF host, still in old links
    "pamb": ["Bankr. M.D. Penn."],
    "pamd": ["M.D. Penn."],
}

# Where courts-db spells a citation out, short, or otherwise than lawyers do.
CITATIONS = {
    "ca3": "3d Cir.",
    "cit": "Ct. Int'l Trade",
    "mdd": "D. Md.",
    "mnd": "D. Minn.",
    "nmid": "D. N. Mar. I.",
    "nyed": "E.D.N.Y.",
    "pamd": "M.D. Pa.",
    "scotus": "U.S.",
    "wvsd": "S.D.W. Va.",
}

# The territories' district courts are not "United States" district courts.
NAMES = {
    "gud": "District Court of Guam",
    "jpml": "United States Judicial Panel on Multidistrict Litigation",
    "nmid": "District Court for the Northern Mariana Islands",
    "vid": "District Court of the Virgin Islands",
}

EASTERN = "America/New_York"
# Of the court's main seat, by place, or by place and side where one state has two zones.
TIME_ZONES = {
    "Alabama": "America/Chicago",
    "Alaska": "America/Anchorage",
    "Arizona": "America/Phoenix",
    "Arkansas": "America/Chicago",
    "California": "America/Los_Angeles",
    "Colorado": "America/Denver",
    "Fifth Circuit": "America/Chicago",
    "Seventh Circuit": "America/Chicago",
    "Eighth Circuit": "America/Chicago",
    "Ninth Circuit": "America/Los_Angeles",
    "Tenth Circuit": "America/Denver",
    "Guam": "Pacific/Guam",
    "Hawaii": "Pacific/Honolulu",
    "Idaho": "America/Boise",
    "Illinois": "America/Chicago",
    "Indiana": "America/Indiana/Indianapolis",  # South Bend and Indianapolis
    "Iowa": "America/Chicago",
    "Kansas": "America/Chicago",
    "Kentucky Western": "America/Kentucky/Louisville",
    "Louisiana": "America/Chicago",
    "Michigan": "America/Detroit",
    "Minnesota": "America/Chicago",
    "Mississippi": "America/Chicago",
    "Missouri": "America/Chicago",
    "Montana": "America/Denver",
    "Nebraska": "America/Chicago",
    "Nevada": "America/Los_Angeles",
    "New Mexico": "America/Denver",
    "North Dakota": "America/Chicago",
    "Northern Mariana Islands": "Pacific/Saipan",
    "Oklahoma": "America/Chicago",
    "Oregon": "America/Los_Angeles",
    "Puerto Rico": "America/Puerto_Rico",
    "South Dakota": "America/Chicago",  # Sioux Falls; Rapid City is on mountain time
    "Tennessee": "America/Chicago",
    "Tennessee Eastern": EASTERN,
    "Texas": "America/Chicago",
    "Utah": "America/Denver",
    "Virgin Islands": "America/St_Thomas",
    "Washington": "America/Los_Angeles",
    "Wisconsin": "America/Chicago",
    "Wyoming": "America/Denver",
}

# Bankruptcy feeds that answered, but had last been rebuilt in this month.
STALE_SINCE = {
    "alnb": "2022-10-28",
    "caeb": "2022-11-11",
    "ctb": "2022-10-08",
    "ianb": "2022-03-01",
    "nynb": "2021-06-01",
    "wvnb": "2022-08-01",
    "wvsb": "2021-10-01",
}

# FEEDS.tsv tells of rss_outside.pl, which in these two courts is not the feed to ask.
OWN_FEEDS: dict[str, dict[str, str | None]] = {
    # The bar asked for a feed of everything; its channel's words were not written down.
    "ared": {"url": "rss_outside4.pl", "state": "ok", "scope": None, "as_of": OBSERVED_ON},
    "nyed": {
        "url": "readyDockets.pl",
        "state": "partial",
        "scope": "Public Complaints, Orders and Judgments in the last 24 Hours",
        "as_of": "2018-05-22",
    },
}

Row = dict[str, str]
Fields = dict[str, Any]

_DISTRICT_TITLE = re.compile(
    r"(?P<place>.+?)(?: (?P<side>Northern|Southern|Eastern|Western|Central|Middle))?"
    r" (?:District|Bankruptcy)(?: Court)?"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("feeds", type=Path, help="the table of feeds observed")
    parser.add_argument("--output", type=Path, default=COURTS_JSON)
    options = parser.parse_args()
    with options.feeds.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t"))
    options.output.write_text(written(courts(rows)), encoding="utf-8")


def courts(rows: Iterable[Row]) -> list[Fields]:
    cited = {known["id"]: known["citation_string"] for known in courts_db.courts} | CITATIONS
    kept = [court(row, cited) for row in rows if row["pacer_court_id"] not in LEFT_OUT]
    return sorted(kept, key=_order)


def court(row: Row, cited: dict[str, str]) -> Fields:
    label, level = row["ecf"] or None, _level(row)
    court_id = IDS.get(label, label) if label else "scotus"
    place, side, short_name, name = _names(row["title"], level)
    pacer_id = row["pacer_court_id"]
    aliases = [label, pacer_id.lower(), *ALIASES.get(court_id, ())]
    return {
        "id": court_id,
        "name": NAMES.get(court_id, name),
        "short_name": short_name,
        "citation": _citation(court_id, label, level, cited),
        "level": level.value,
        "time_zone": TIME_ZONES.get(f"{place} {side}") or TIME_ZONES.get(place, EASTERN),
        "ecf_host": label and f"ecf.{label}.uscourts.gov",
        "pacer_id": pacer_id,
        "aliases": [alias for alias in aliases if alias and alias != court_id],
        "feed": _feed(row, level) if label else None,
    }


def written(table: list[Fields]) -> str:
    """One court a line, so that a change of one court is a change of one line."""
    lines = ",\n".join(json.dumps(fields, ensure_ascii=False) for fields in table)
    return f"[\n{lines}\n]\n"


def _order(fields: Fields) -> tuple[int, list[int | str]]:
    """Level by level, ca2 before ca10."""
    natural = [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", fields["id"])]
    return list(CourtLevel).index(CourtLevel(fields["level"])), natural


def _level(row: Row) -> CourtLevel:
    if row["pacer_court_id"] == "SCOTUS":
        return CourtLevel.SUPREME
    return CourtLevel({"Appeals": "appellate"}.get(row["type"], row["type"].lower()))


def _names(title: str, level: CourtLevel) -> tuple[str, str | None, str, str]:
    """Place, side ("Eastern"), short name and full name out of PACER's title."""
    if level in (CourtLevel.DISTRICT, CourtLevel.BANKRUPTCY):
        return _district_names(title, level)
    name = title.replace("U.S.", "United States").replace("Appeals, ", "Appeals for the ")
    short_name = re.sub(r"U\.S\. (Court of Appeals, )?| of the United States", "", title)
    return short_name, None, short_name.replace(" On ", " on "), name


def _district_names(title: str, level: CourtLevel) -> tuple[str, str | None, str, str]:
    told = _DISTRICT_TITLE.fullmatch(title)
    if told is None:
        raise SystemExit(f"{title!r} names no district: say how to read it in {__file__}.")
    place, side = told["place"], told["side"]
    district = " ".join(filter(None, (side, "District of", _article(place) + place)))
    if place == "District of Columbia":
        district = place
    if level is CourtLevel.DISTRICT:
        return place, side, district, f"United States District Court for the {district}"
    name = f"Bankruptcy Court for the {district}"
    return place, side, f"Bankruptcy Court, {district}", f"United States {name}"


def _article(place: str) -> str:
    return "the " if place.endswith("Islands") else ""


def _citation(court_id: str, label: str | None, level: CourtLevel, cited: dict[str, str]) -> str:
    if level is CourtLevel.BANKRUPTCY and label:
        # courts-db is at odds with itself here ("Bankr. D. Iowa" for the Northern District):
        # a bankruptcy court is cited as its district is.
        return f"Bankr. {cited[label.removesuffix('b') + 'd']}"
    return cited[court_id]


def _feed(row: Row, level: CourtLevel) -> Fields:
    label = row["ecf"]
    own = OWN_FEEDS.get(label, {})
    listed = row["official_rss_url_2023-01"].replace(".gov//", ".gov/") or None
    return {
        "url": _feed_url(label, level, own.get("url")),
        "state": own.get("state") or _state(row),
        "as_of": own.get("as_of", OBSERVED_ON),
        "scope": own["scope"] if own else _scope(row),
        "stale_since": STALE_SINCE.get(label),
        "listed_url": listed,
    }


def _feed_url(label: str, level: CourtLevel, script: str | None) -> str:
    host = f"https://ecf.{label}.uscourts.gov"
    if level is CourtLevel.APPELLATE:
        return f"{host}/n/beam/servlet/TransportRoom?servlet=RSSGenerator"
    return f"{host}/cgi-bin/{script or 'rss_outside.pl'}"


def _state(row: Row) -> str:
    if row["observed_2022-12"] != "feed":
        return "not_configured"  # an empty answer, or the words "not configured for feed"
    return "ok" if row["channel_description"].endswith("of type: all") else "partial"


def _scope(row: Row) -> str | None:
    return row["channel_description"] if row["observed_2022-12"] == "feed" else None


if __name__ == "__main__":
    main()
