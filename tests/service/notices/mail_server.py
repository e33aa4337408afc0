"""A small real mail server: plain first, then STARTTLS, or TLS at once; it asks for name and password and keeps letters."""

import base64
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class MailServer:
    """``refuse``: address → answer. ``tls``: "later" (STARTTLS), "at_once" or "never"."""

    trust: ssl.SSLContext
    tls: str = "later"
    password: str = "tea"
    refuse: dict[str, str] = field(default_factory=dict)
    letters: list[str] = field(default_factory=list)
    port: int = 0

    def serve(self, door: socket.socket) -> None:
        while True:
            try:
                caller, _ = door.accept()
            except OSError:
                return
            with caller:
                try:
                    caller.settimeout(5)
                    self._talk(
                        self.trust.wrap_socket(caller, server_side=True) if self.tls == "at_once" else caller
                    )
                except OSError:  # the caller did not trust us, and left
                    continue

    def _talk(self, line: socket.socket) -> None:
        read = line.makefile("rb")

        def say(text: str) -> None:
            line.sendall(text.encode() + b"\r\n")

        say("220 post")
        for raw in iter(read.readline, b""):
            word, _, rest = raw.decode().strip().partition(" ")
            match word.upper():
                case "EHLO" | "HELO":
                    plain = self.tls == "later" and not isinstance(line, ssl.SSLSocket)
                    say("250-post\r\n250-AUTH PLAIN" + ("\r\n250 STARTTLS" if plain else "\r\n250 OK"))
                case "STARTTLS":
                    say("220 go on")
                    line = self.trust.wrap_socket(line, server_side=True)
                    read = line.makefile("rb")
                    return self._secured(line, read)
                case _:
                    if self._answer(word.upper(), rest, say, read):
                        return None
        return None

    def _secured(self, line: ssl.SSLSocket, read) -> None:
        def say(text: str) -> None:
            line.sendall(text.encode() + b"\r\n")

        for raw in iter(read.readline, b""):
            word, _, rest = raw.decode().strip().partition(" ")
            if word.upper() == "EHLO":
                say("250-post\r\n250 AUTH PLAIN")
            elif self._answer(word.upper(), rest, say, read):
                return

    def _answer(self, word: str, rest: str, say, read) -> bool:
        """One command; whether it was the last."""
        if word == "AUTH":
            told = base64.b64decode(rest.rsplit(maxsplit=1)[-1]).decode().split("\0")
            say("235 welcome" if told[1:] == ["li", self.password] else "535 no")
        elif word == "RCPT":
            address = rest[rest.index("<") + 1 : rest.index(">")]
            say(self.refuse.get(address, "250 ok"))
        elif word == "DATA":
            say("354 go on")
            self.letters.append(b"".join(iter(read.readline, b".\r\n")).decode())
            say("250 taken")
        else:
            say("221 bye" if word == "QUIT" else "250 ok")
        return word == "QUIT"


def certificate(folder: Path) -> tuple[Path, Path]:
    """A key and a certificate for 127.0.0.1 that only who is told trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True).sign(key, hashes.SHA256())
    )  # fmt: skip
    cert_file, key_file = folder / "mail.crt", folder / "mail.key"
    cert_file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return cert_file, key_file


@contextmanager
def mail_server(folder: Path, **how) -> Iterator[MailServer]:
    cert_file, key_file = certificate(folder)
    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trust.load_cert_chain(cert_file, key_file)
    server = MailServer(trust, **how)
    with socket.create_server(("127.0.0.1", 0)) as door:
        server.port = door.getsockname()[1]
        thread = threading.Thread(target=server.serve, args=(door,), daemon=True)
        thread.start()
        yield server
        door.shutdown(socket.SHUT_RDWR)
    thread.join(5)
