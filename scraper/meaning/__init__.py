"""What the words of an entry mean. Pure: no network, no store, no clock.

    words.py         an entry's label and text, as all the others read them
    rules.py         the tables of rules, ours (`rules/*.toml`) and the user's
    rule_files.py    such a file read and checked; tables.py has its nouns
    phrases.py       the small language in which rules say what they look for
    kinds.py         what the entry is
    filers.py        who filed it
    marks.py         whether it is sealed, restricted or corrected
    dispositions.py  what it decides, where it rules
    answers.py       which entries it rules on or responds to
    hearings.py      proceedings that it sets, moves, cancels or records
    deadlines.py     by when somebody must act
    reckoning.py     on which day a period ends, by the rules of procedure

`scraper.classify` is the way in.
"""
