"""Write `scraper/linking/tables/places.json`: every country in the languages that we read.

    python tools/build_places.py

The names are Unicode's (CLDR), through Babel, which the news reader brings along.
"""

from __future__ import annotations

import json
from pathlib import Path

from babel import Locale

OUT = Path(__file__).resolve().parents[1] / "scraper/linking/tables/places.json"
LANGUAGES = ("en", "es", "fr", "de", "pt", "it")
_NO_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ", "US", "UM", "IO"} | {
    "GE",
    "JE",  # Georgia is a state too, Jersey half of one
}
_MORE = {"TR": ["Turkey"], "CZ": ["Czech Republic"], "MM": ["Burma"], "CI": ["Ivory Coast"],
         "SZ": ["Swaziland", "Eswatini"], "CV": ["Cape Verde"], "HK": ["Hong Kong"],
         "PS": ["Gaza", "West Bank"], "CD": ["Congo"], "GB": ["Britain", "England", "Scotland"],
         "DJ": ["Yibuti"], "CU": ["Guantánamo"], "KN": ["St. Kitts"]}  # fmt: skip


def main() -> None:
    told = [Locale(language).territories for language in LANGUAGES]
    codes = sorted(code for code in told[0] if len(code) == 2 and code not in _NO_COUNTRIES)
    rows = {
        code: list(
            dict.fromkeys([each[code] for each in told if code in each] + _MORE.get(code, []))
        )
        for code in codes
    }
    lines = (f"{json.dumps(code)}: {json.dumps(names, ensure_ascii=False)}"
             for code, names in rows.items())  # fmt: skip
    OUT.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
