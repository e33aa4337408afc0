"""Commands of the complaints slice."""

from pathlib import Path

import click

from app.complaints import statements
from app.infra import signatures
from app.infra.console import refuse, say_json


@click.group("receipts")
def receipts() -> None:
    """投诉回执 (receipts of complaints)."""


@receipts.command("verify")
@click.argument("path", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify(path: Path) -> None:
    """Whether our key signed exactly this receipt; exit 1 if not."""
    found = statements.read(path.read_text(encoding="utf-8", errors="replace"))
    if found is None:
        refuse(
            "回执验证不通过：内容被改过、不完整，或者不是我们签发的。 Not genuine: changed, cut short, or not ours."
        )
    say_json({"genuine": True, "key": found.key_id, **found.facts})


@receipts.command("key")
@click.option("--json", "as_json", is_flag=True, help="用 JSON 输出")
def key(as_json: bool) -> None:
    """The public key that receipts are checked with, as PEM or JSON Web Key."""
    if as_json:
        say_json({"keys": signatures.public_jwks(statements.PURPOSE)})
    else:
        click.echo(signatures.public_pem(statements.PURPOSE), nl=False)
