"""What an entry is, from invented entries in the courts' own formats."""

from __future__ import annotations

import pytest

from scraper import classify
from scraper.meaning.words import Words

# court, label, text, kind
TABLE = [
    ("mad", "Order on Motion to Stay", "", "order"),
    ("mad", "", "Judge Jane Doe: ELECTRONIC ORDER entered granting 12 Motion to Stay", "order"),
    ("mad", "", "ELECTRONIC Clerk's Notes for proceedings held before Judge Doe", "minutes"),
    (
        "mad",
        "",
        "Second AMENDED COMPLAINT against Sample Agency, filed by Example Corp.",
        "complaint",
    ),
    ("mad", "", "Assented to MOTION for Extension of Time by Sample Agency.", "motion"),
    ("mad", "", "Opposition re 12 MOTION to Stay filed by Example Corp.", "opposition"),
    ("mad", "", "MEMORANDUM in Opposition re 12 MOTION to Stay", "opposition"),
    ("mad", "", "MEMORANDUM in Support re 12 MOTION to Stay", "brief"),
    ("mad", "", "MEMORANDUM AND ORDER denying 12 Motion. Signed by Judge Doe", "order"),
    ("mad", "", "STIPULATION of Dismissal with prejudice by Example Corp.", "notice"),
    ("mad", "", "STIPULATION AND ORDER of Dismissal. Signed by Judge Doe", "order"),
    ("mad", "", "Sample Agency's MOTION for Leave to File Reply Brief", "motion"),
    ("mad", "", "[PROPOSED] ORDER by Example Corp.", "other"),
    ("mad", "", "AFFIDAVIT OF SERVICE of 12 Motion by Example Corp.", "administrative"),
    ("mad", "", "AFFIDAVIT OF SERVICE of Summons and Complaint upon Sample Agency", "summons"),
    (
        "mad",
        "",
        "ENTERED IN ERROR - SEE 14. TRANSCRIPT of Proceedings held on 5/1/2025",
        "transcript",
    ),
    ("mad", "", "Notice of Withdrawal of Appearance by Jane Doe", "appearance"),
    ("mad", "", "Set/Reset Deadlines: Status Report due by 5/28/2025", "administrative"),
    ("mad", "", "Set/Reset Deadlines/Hearings: Motion Hearing set for 5/28/2025", "hearing"),
    ("mad", "", "SCHEDULING ORDER: Final Pretrial Conference set for 2/23/2025", "order"),
    ("mad", "", "REPORT AND RECOMMENDATIONS re 12 MOTION. Objections due by 8/7/2025", "opinion"),
    ("mad", "", "REDACTED Copy of 12 MOTION to Seal by Example Corp.", "motion"),
    ("mad", "", "SEALED DOCUMENT filed by Example Corp.", "other"),
    ("mad", "", "**SEALED DOCUMENT** Reply to Response by Example Corp.", "reply"),
    ("mad", "", "OBJECTION to 35 Report and Recommendations filed by Example Corp.", "opposition"),
    ("cacd", "", "MINUTES (IN CHAMBERS): ORDER by Judge Doe: denying 13 Motion", "order"),
    ("cacd", "", "MINUTES OF Motion Hearing held before Judge Doe", "minutes"),
    ("cacd", "", "NOTICE OF MOTION AND MOTION to Dismiss filed by Sample Agency", "motion"),
    ("cacd", "", "PROOF OF SERVICE Executed, upon Sample Agency served on 4/29/2025", "summons"),
    (
        "ilnd",
        "",
        "NOTICE of Motion by Jane Doe for presentment of motion before Judge Doe",
        "hearing",
    ),
    ("nysd", "", "LETTER MOTION for Conference addressed to Judge Doe from Jane Roe", "motion"),
    ("nysd", "", "LETTER addressed to Judge Doe from Jane Roe dated 5/1/2025", "letter"),
    ("nysd", "", "MEMO ENDORSEMENT on 14 Letter: APPLICATION GRANTED.", "order"),
    ("nysd", "", "JOINT LETTER MOTION for Extension of Time to file status report", "motion"),
    ("nysb", "", "Notice of Hearing on 12 Motion. Hearing to be held on 5/4/2025", "hearing"),
    ("nysb", "", "BNC Certificate of Mailing - Order on Motion", "administrative"),
    ("nysb", "", "Hearing Held (RE: 35 Motion); order to follow", "minutes"),
    ("nysb", "", "Chapter 7 Trustee's Report of No Distribution", "status_report"),
    ("nysb", "", "Statement of Financial Affairs Filed by Sample Debtor", "other"),
    ("nysb", "Meeting of Creditors Held", "", "minutes"),
    ("nysb", "Meeting of Creditors Chapter 13", "", "hearing"),
    ("ca1", "", "ORDER entered by Jane Doe, Appellate Judge: the motion is allowed", "order"),
    (
        "ca1",
        "",
        "CIVIL CASE docketed. Notice of appeal filed by Appellant Example.",
        "administrative",
    ),
    ("ca1", "", "APPELLANT'S BRIEF filed by Appellant Example.", "brief"),
    ("ca1", "", "MOTION to extend time to file brief filed by Appellant Example.", "motion"),
    ("ca9", "", "Filed (ECF) Appellant Example Motion to stay lower court action.", "motion"),
    (
        "ca9",
        "",
        "Filed (ECF) Appellees A and B, Inc. and C citation of supplemental authorities.",
        "letter",
    ),
    ("ca9", "", "CASE OPENED. A copy of your notice of appeal has been received", "administrative"),
    ("ca2", "Strike Order FILED", "", "order"),
    (
        "scotus",
        "",
        "Petition for a writ of certiorari filed. (Response due May 1, 2025)",
        "complaint",
    ),
    ("scotus", "", "Petition DENIED.", "order"),
    ("scotus", "", "Application (25A1) for a stay, submitted to Justice Doe.", "motion"),
    ("scotus", "", "Application (25A1) granted by Justice Doe until May 1, 2025.", "order"),
    ("scotus", "", "Brief of respondent Sample Agency in opposition filed.", "opposition"),
    ("scotus", "", "Brief amici curiae of Sample Scholars filed.", "brief"),
    ("scotus", "", "DISTRIBUTED for Conference of 5/1/2025.", "administrative"),
    ("scotus", "", "Judgment REVERSED. Doe, J., delivered the opinion of the Court.", "opinion"),
]


@pytest.mark.parametrize(("court", "label", "text", "kind"), TABLE)
def test_an_entry_is_what_its_first_words_say(court: str, label: str, text: str, kind: str) -> None:
    assert classify.explain(Words(court, label, text))[0].kind == kind


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("1 - Terminate Deadlines; Order on Motion to Stay", "order"),
        ("Order AND ~Util - Set Deadlines", "order"),
        ("Motion Hearing | Order on Motion for Summary Judgment", "minutes"),
        ("Affidavit; Motion to Stay", "declaration"),
        ("Extension of Time to File Answer", "motion"),
        ("Compel", "motion"),
    ],
)
def test_of_several_labels_what_the_court_does_weighs_most(label: str, kind: str) -> None:
    assert classify.explain(Words("mad", label))[0].kind == kind


def test_the_text_goes_before_the_label_and_the_label_helps_a_text_that_says_nothing() -> None:
    assert classify.explain(Words("mad", "Order", "MOTION to Stay"))[0].kind == "motion"
    assert classify.explain(Words("mad", "Order", "(Doe, Jane)"))[0].kind == "order"


def test_an_entry_without_words_is_other_and_no_rule_is_claimed() -> None:
    told, (reason, *rest) = classify.explain(Words("mad"))
    assert (told.kind, reason.rule, rest) == ("other", "none", [])


def test_a_reason_quotes_the_words_as_the_entry_has_them() -> None:
    _, (reason, *_) = classify.explain(Words("mad", text="Judge Doe:  TEXT  ONLY  ORDER entered."))
    assert (reason.about, reason.value, reason.words) == ("kind", "order", "ORDER")
