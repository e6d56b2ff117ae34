"""`python -m bench [NAME]...`: all benchmarks, or those named below."""

from __future__ import annotations

import sys

from bench import growth, matching, merge, news, parse, rounds, starting

BENCHES = {
    "starting": starting.run,
    "parse": parse.run,
    "rounds": rounds.run,
    "growth": growth.run,
    "merge": merge.run,
    "matching": matching.run,
    "news": news.run,
}

for name in sys.argv[1:] or BENCHES:
    BENCHES[name]()
