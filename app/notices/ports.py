"""The ways out of the house. A port takes a letter and either takes it over or says why not.

To send short messages through a company's gateway, write a class with this one method and name it in ``SMS_PORT``
(``package.module:Class``); it is made with the settings. It must not write addresses or words into logs, should hand
``letter.reference`` to the gateway as its own number (a letter may come twice after a crash), and has about
ten seconds.
"""

import importlib
import json
import os
from pathlib import Path
from typing import Protocol, cast

from flask import current_app

from app.infra import clock
from app.notices.mail import NotDelivered, SmtpPort
from app.notices.terms import Letter, Port
from app.settings import Settings

__all__ = ["FilePort", "NotDelivered", "OutPort", "SmtpPort", "is_real", "of"]


class OutPort(Protocol):
    """One way out."""

    def send(self, letter: Letter) -> None:
        """Hand the letter over. Raises ``NotDelivered``."""


class FilePort:
    """The default where no gateway is set up: one JSON line a letter, in a file only the program's user may read."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def send(self, letter: Letter) -> None:
        line = {
            "at": clock.real_now().isoformat(), "reference": letter.reference, "to": letter.to,
            "title": letter.title, "words": letter.words,
        }  # fmt: skip
        self.path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "a", encoding="utf-8") as out:
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


def of(port: Port) -> OutPort:
    """The way this installation sends by ``port``."""
    settings = cast("Settings", current_app.extensions["fangxin.settings"])
    if port is Port.EMAIL and settings.smtp_url:
        return SmtpPort(settings)
    if port is Port.SMS and settings.sms_port:
        module, _, name = settings.sms_port.partition(":")
        return cast("OutPort", getattr(importlib.import_module(module), name)(settings))
    return FilePort(settings.var / "outbox" / f"{port.value}.jsonl")


def is_real(port: Port) -> bool:
    """Whether letters by ``port`` leave this machine."""
    settings = cast("Settings", current_app.extensions["fangxin.settings"])
    return bool(settings.smtp_url if port is Port.EMAIL else settings.sms_port)
