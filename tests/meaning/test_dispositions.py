"""What a ruling came to, and what only sounds like one."""

from __future__ import annotations

import pytest

from scraper import classify
from scraper.meaning.words import Words

RULED = [
    ("ORDER granting 13 Motion to Stay", "granted"),
    ("ELECTRONIC ORDER: The 13 Motion to Stay is ALLOWED.", "granted"),
    ("Order Approving Application to Employ Sample Counsel", "granted"),
    ("ORDER denying 13 Motion to Dismiss", "denied"),
    ("ORDER overruling 13 Objection", "denied"),
    ("ORDER granting in part and denying in part 13 Motion to Compel", "granted_in_part"),
    ("ORDER granting 13 Motion to Stay; denying 14 Motion to Compel", "granted_in_part"),
    ("ORDER granting 13 Motion; finding as moot 14 Motion to Compel", "granted_in_part"),
    ("ORDER denying as moot 13 Motion to Compel", "moot"),
    ("ORDER DISMISSING CASE. All pending motions are DENIED as MOOT.", "dismissed"),
    ("ORDER granting 13 Motion to Dismiss. The claims are dismissed with prejudice.", "granted"),
    ("STIPULATION AND ORDER OF DISMISSAL. Signed by Judge Doe", "dismissed"),
    ("ORDER granting 13 Motion to Vacate Order Dismissing Case", "granted"),
    ("ORDER VACATING 12 Order to Show Cause", "vacated"),
    ("ORDER STRIKING 12 Motion to Stay", "stricken"),
    ("Order of Remand to State Court", "remanded"),
    ("JUDGMENT: the judgment of the district court is AFFIRMED.", "affirmed"),
    ("MANDATE of USCA: the motion to dismiss is granted. The appeal is dismissed.", "dismissed"),
    ("USCA JUDGMENT: the judgment is reversed and the cause is remanded", "reversed"),
    ("RULING adopting 35 Report and Recommendation; granting 31 Motion to Dismiss", "granted"),
    ("Minute Entry: Motion Hearing held. The oral motion to continue is granted.", "granted"),
    ("Hearing Held (RE: 9 Motion to Dismiss); pleading withdrawn in open court", "withdrawn"),
    ("NOTICE of Withdrawal of 12 Motion to Compel by Example Corp.", "withdrawn"),
]
RULES_NOTHING = [
    "MOTION to Dismiss, and to vacate the order denying 12 Motion",
    "REPORT AND RECOMMENDATIONS recommending that 12 Motion be granted",
    "ORDER to Show Cause why the case should not be dismissed",
    "ORDER: the case will be dismissed unless the fee is paid",
    "ORDER setting hearing on 12 Motion to Vacate (related document(s) 9 Order Granting Motion)",
    "ORDER: The hearing set for 5/1/2025 is VACATED.",
    "ORDER adopting 35 Report and Recommendation",
    "ORDER REMANDING DEFENDANT to the custody of the Marshal",
    "ORDER recalling the mandate pursuant to the Supreme Court's order vacating and remanding",
    "The case having been dismissed; IT IS ORDERED that the case is closed.",
    "STIPULATION of Dismissal by Example Corp.",
    "NOTICE of Withdrawal of Appearance by Jane Doe",
    "JUDGMENT as to Jane Example: Count(s) 2, 3, Dismissed on motion of the US",
]


@pytest.mark.parametrize(("text", "disposition"), RULED)
def test_a_ruling_is_told_by_its_verbs(text: str, disposition: str) -> None:
    assert classify.explain(Words("mad", text=text))[0].disposition == disposition


@pytest.mark.parametrize("text", RULES_NOTHING)
def test_what_rules_nothing_has_no_disposition(text: str) -> None:
    assert classify.explain(Words("mad", text=text))[0].disposition is None


def test_a_label_may_tell_the_result_but_a_title_of_a_motion_does_not() -> None:
    assert classify.explain(Words("mad", "Order Dismissing Case"))[0].disposition == "dismissed"
    assert classify.explain(Words("mad", "Order on Motion to Dismiss"))[0].disposition is None


def test_each_ruling_is_a_reason_with_its_words() -> None:
    text = "ORDER granting 13 Motion to Stay; denying 14 Motion to Compel"
    _, reasons = classify.explain(Words("mad", text=text))
    told = [(each.value, each.words) for each in reasons if each.about == "disposition"]
    assert [value for value, _ in told] == ["granted", "denied"]
    assert "granting 13 Motion" in told[0][1]
