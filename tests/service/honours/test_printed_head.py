"""The hash on a printed list is the chain's head when it was published: whoever keeps the paper can hold us to it."""

import io
import json
import re

import pypdf
import pytest

from app.honours import queries, service
from app.honours.terms import HonourAction, ListKind
from app.infra import audit, jobs
from app.infra.scope import Session
from app.infra.storage import StoredFile, path_of
from tests.factories import titles as made
from worker.jobs import honours as honour_jobs

HASH = re.compile(r"[0-9a-f]{64}")


@pytest.fixture
def printed(inside) -> str:
    """What somebody reads on the paper that hangs on the wall."""
    with inside("330522"):
        made.title()
        (edition,) = queries.editions(ListKind.RED)
        head = audit.head()
        honour_jobs.print_edition(jobs.by_key(service.paper_key(edition)))
        file = Session().get_one(StoredFile, queries.by_id(edition.id).file_id)
        sheets = pypdf.PdfReader(io.BytesIO(path_of(file).read_bytes())).pages
        (said,) = HASH.findall(re.sub(r"\s", "", "".join(sheet.extract_text() for sheet in sheets)))
        assert said == head
        published = next(one for one in audit.of(edition) if one.action == HonourAction.PUBLISHED)
        assert audit.holding(said).seq >= published.seq  # what was published is under the hash
        assert audit.head() != said  # that it was printed is written down too
    return said


def test_an_outsiders_hash_is_told_from_a_wrong_one(db, printed):
    run = db.test_cli_runner().invoke
    wrong = printed[:-1] + ("0" if printed[-1] != "0" else "1")
    on_paper = f"{printed[:32]}\n {printed[32:].upper()} "  # as it is copied from a sheet
    for said in (printed, on_paper):
        right = run(args=["audit", "verify", "--head", said])
        assert right.exit_code == 0
        assert json.loads(right.stdout)["head"]["region"] == "330522"
    assert json.loads(run(args=["audit", "holds", printed]).stdout)["region"] == "330522"
    for way in (["verify", "--head", wrong], ["holds", wrong], ["verify", "--head", printed[:40]]):
        assert run(args=["audit", *way]).exit_code == 1
    assert "head" not in json.loads(run(args=["audit", "verify"]).stdout)
