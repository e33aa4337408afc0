"""E-mail: a plain SMTP client that insists on TLS."""

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

from app.infra import clock
from app.notices.rules import one_line
from app.notices.terms import Letter, Trouble
from app.settings import Settings

SECONDS = 10
FOR_GOOD = 500  # an answer from here on will not change by asking again
SUBMISSION, SUBMISSION_TLS = 587, 465


class NotDelivered(Exception):
    """The letter was not taken over. Carries a reason and never an address."""

    def __init__(self, trouble: Trouble) -> None:
        self.trouble = trouble
        super().__init__(trouble.value)


class SmtpPort:
    """``smtps://`` speaks TLS from the first byte; ``smtp://`` begins plainly and then must offer STARTTLS."""

    def __init__(self, settings: Settings) -> None:
        parts = urlsplit(settings.smtp_url)
        self.at_once = parts.scheme == "smtps"
        self.host = parts.hostname or "localhost"
        self.port = parts.port or (SUBMISSION_TLS if self.at_once else SUBMISSION)
        self.name, self.password = unquote(parts.username or ""), unquote(parts.password or "")
        own_host = urlsplit(settings.public_url).hostname or "localhost"
        self.sender = settings.mail_from or f"noreply@{own_host}"
        self.own_host = own_host
        self.trusted = ssl.create_default_context(cafile=settings.smtp_ca or None)

    def send(self, letter: Letter) -> None:
        """Raises ``NotDelivered``."""
        line: smtplib.SMTP | None = None
        try:
            line = self._connect()
            if self.name:
                line.login(self.name, self.password)
            line.send_message(self._written(letter))
        except Exception as trouble:  # whatever it is, its words may hold the address
            raise NotDelivered(_reason(trouble)) from None
        finally:
            if line is not None:
                with suppress(smtplib.SMTPException, OSError):
                    line.quit()

    def _connect(self) -> smtplib.SMTP:
        if self.at_once:
            return smtplib.SMTP_SSL(self.host, self.port, timeout=SECONDS, context=self.trusted)
        line = smtplib.SMTP(self.host, self.port, timeout=SECONDS)
        try:
            line.starttls(context=self.trusted)
        except BaseException:
            line.close()
            raise
        return line

    def _written(self, letter: Letter) -> EmailMessage:
        message = EmailMessage()
        message["Subject"] = one_line(letter.title)
        message["From"], message["To"] = self.sender, one_line(letter.to)
        message["Date"] = format_datetime(clock.real_now())
        message["Message-ID"] = f"<{letter.reference}@{self.own_host}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.words, cte="base64")  # every server takes it
        return message


def _reason(trouble: Exception) -> Trouble:
    if isinstance(trouble, ssl.SSLError | smtplib.SMTPNotSupportedError):
        return Trouble.NOT_SECURE
    if isinstance(trouble, smtplib.SMTPAuthenticationError):
        return Trouble.SIGN_IN
    if isinstance(trouble, smtplib.SMTPRecipientsRefused):
        return (
            Trouble.REFUSED
            if all(code >= FOR_GOOD for code, _ in trouble.recipients.values())
            else Trouble.LATER
        )
    if isinstance(trouble, smtplib.SMTPResponseException):
        return Trouble.REFUSED if trouble.smtp_code >= FOR_GOOD else Trouble.LATER
    if isinstance(trouble, smtplib.SMTPException | OSError):
        return Trouble.UNREACHABLE
    return Trouble.OTHER
