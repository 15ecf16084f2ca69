"""What mail servers write when a message failed, was delayed or was opened, as their makers have them write it."""

from __future__ import annotations

_FROM = "From: Mail Delivery System <MAILER-DAEMON@mail.example.org>\nTo: ines@duarte.example\nDate: {at}\n"
_SPOKEN = "This is the mail system at host mail.example.org.\n\nYour message could not be delivered.\n"


def _report(head: str, action: str, copy: str, recipient: str = "rfc822; {failed}") -> str:
    """A multipart/report (RFC 6522): what is said to people, the status of the delivery, and the message."""
    return (
        f'{head}Content-Type: multipart/report; report-type=delivery-status;\n\tboundary="b1/mail"\n\n'
        f"--b1/mail\nContent-Type: text/plain; charset=us-ascii\n\n{_SPOKEN}\n"
        "--b1/mail\nContent-Type: message/delivery-status\n\n"
        "Reporting-MTA: dns; mail.example.org\nArrival-Date: {at}\n\n"
        f"Final-Recipient: {recipient}\nOriginal-Recipient: rfc822;{{failed}}\nAction: {action}\nStatus: 5.1.1\n"
        "Diagnostic-Code: smtp; 550 5.1.1 <{failed}>: no such\n    user here\n\n"
        f"--b1/mail\nContent-Type: {copy}\n\nReceived: by mail.example.org\nFrom: ines@duarte.example\n"
        "Message-ID: {message}\nSubject: Old radios\n\n--b1/mail--"
    )


_POSTFIX = (
    f"{_FROM}Subject: Undelivered Mail Returned to Sender\nAuto-Submitted: auto-replied\nMessage-Id: <{{at}}@p>\n"
)
_GMAIL = (
    "From: Mail Delivery Subsystem <mailer-daemon@googlemail.example>\nTo: ines@duarte.example\nDate: {at}\n"
    "Auto-Submitted: auto-replied\nIn-Reply-To: {message}\nReferences: {message}\nX-Failed-Recipients: {failed}\n"
    "Message-ID: <{at}@g>\n"
)
_EXCHANGE = (
    "From: Microsoft Outlook <MicrosoftExchange329e71ec@example.org>\nTo: <ines@duarte.example>\nDate: {at}\n"
    "Subject: Undeliverable: Old radios\nMessage-ID: <{at}@e>\nIn-Reply-To: {message}\nReferences: {message}\n"
)

FAILURES = {
    "Postfix": _report(_POSTFIX, "failed", "message/rfc822"),
    "Postfix, headers alone": _report(_POSTFIX, "failed", "text/rfc822-headers"),
    "Gmail": _report(f"{_GMAIL}Subject: Delivery Status Notification (Failure)\n", "failed", "message/rfc822"),
    "Exchange": _report(_EXCHANGE, "failed", "message/rfc822", "rfc822;{failed}"),
    "Exim": (
        f"{_FROM}Subject: Mail delivery failed: returning message to sender\nAuto-Submitted: auto-replied\n"
        "X-Failed-Recipients: {failed}\nMessage-Id: <{at}@x>\n\nThis message was created automatically.\n\n"
        "  {failed}\n    host mx.example.org: 550 no such user\n\n"
        "------ This is a copy of the message, including all the headers. ------\n\n"
        "Return-path: <ines@duarte.example>\nMessage-ID: {message}\nSubject: Old radios\n\nHello"
    ),
    "qmail": (
        f"{_FROM}Subject: failure notice\nMessage-ID: <{{at}}@q>\n\nHi. This is the qmail-send program at mail.\n"
        "I'm afraid I wasn't able to deliver your message.\n\n<{failed}>:\nSorry, no mailbox here by that name.\n\n"
        "--- Below this line is a copy of the message.\n\nReturn-Path: <ines@duarte.example>\n"
        "Message-ID: {message}\n\nHello"
    ),
}
"""By the server that writes so; to be filled with `at`, `failed` and `message`."""

OTHERS = {
    "a delay": _report(_POSTFIX, "delayed", "text/rfc822-headers"),
    "a delay by Gmail": f"{_GMAIL}Subject: Delivery Status Notification (Delay)\n\nThis is only a warning.",
    "delivered": _report(_POSTFIX, "delivered", "text/rfc822-headers"),
    "a receipt": (
        "From: Katie O'Neil <{failed}>\nTo: ines@duarte.example\nDate: {at}\nSubject: Read: Old radios\n"
        "Message-ID: <{at}@r>\nIn-Reply-To: {message}\nContent-Type: multipart/report;\n"
        " report-type=disposition-notification; boundary=b\n\n--b\nContent-Type: message/disposition-notification\n\n"
        "Final-Recipient: rfc822;{failed}\nDisposition: manual-action/MDN-sent-manually; displayed\n\n--b--"
    ),
    "out of office": (
        "From: Katie O'Neil <{failed}>\nTo: ines@duarte.example\nDate: {at}\nSubject: Out of office\n"
        "Auto-Submitted: auto-replied\nMessage-ID: <{at}@o>\nIn-Reply-To: {message}\n\nBack on Monday."
    ),
}
"""What is neither a failure nor an answer."""
