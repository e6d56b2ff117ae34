"""A message as an e-mail: plain text with visible links, and HTML for those who show it. Pure."""

from __future__ import annotations

from datetime import datetime
from email import policy
from email.message import EmailMessage
from hashlib import blake2b

from db.models import Message
from notify.escape import clean

_LONGEST_SUBJECT = 200
# Seven bits, because not every server takes eight.
_POLICY = policy.SMTP.clone(cte_type="7bit")


def of(message: Message, sender: str, now: datetime) -> EmailMessage:
    """The mail, but for the headers that say from whom to whom.

    The Message-ID comes from the message's own id, so that a mail that had to be sent twice
    is recognised as one; the References are the same for every mail of a matter, so that
    mail programs show them as one thread.
    """
    domain = sender.rpartition("@")[2]
    written = EmailMessage(policy=_POLICY)
    written["Subject"] = clean(message.title, _LONGEST_SUBJECT)
    written["Date"] = now
    written["Message-ID"] = f"<{_token(message.id)}@{domain}>"
    if message.thread is not None:
        thread = f"<thread.{_token(message.thread)}@{domain}>"
        written["In-Reply-To"] = written["References"] = thread
    written["X-Docket-Message"] = clean(message.id)
    written["Auto-Submitted"] = "auto-generated"
    written.set_content(message.text)
    written.add_alternative(message.html, subtype="html")
    return written


def _token(text: str) -> str:
    """Any text as a word that a mail header can hold."""
    return blake2b(text.encode(), digest_size=12).hexdigest()
