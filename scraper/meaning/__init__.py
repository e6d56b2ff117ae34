"""What the words of an entry mean. Pure: no network, no store, no clock.

    words.py         an entry's label and text, as all the others read them
    rules.py         the tables of rules, ours (`rules/*.toml`) and the user's
    rule_files.py    such a file read and checked; tables.py has its nouns
    phrases.py       the small language in which rules say what they look for
    kinds.py         what the entry is
    filers.py        who filed it
    marks.py         whether it is sealed, restricted or corrected
    dispositions.py  what it decides, where it rules
    references.py    every number in it that may be another entry's
    answers.py       which entries it rules on or responds to
    days.py          the days and times that stand in it
    hearings.py      proceedings that it sets, moves, cancels or records: hearing_reader.py
                     reads its sentences by the words in hearing_words.py
    spans.py         the periods that stand in it
    deadlines.py     by when somebody must act: demands.py tells which days and periods are
                     deadlines by the words in cues.py and period_cues.py, undertakings.py
                     who must do what
    reckoning.py     on which day a period ends, by the rules of procedure and the calendar.py
    edition.py       a name for all of these rules, which changes with any

`scraper.classify` is the way in.
"""
