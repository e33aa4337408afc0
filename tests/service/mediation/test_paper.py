"""The paper of an agreement: printed by a job, once, also when the worker died in between; checked without us."""

import base64

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from pypdf import PdfReader
from sqlalchemy import select

from app.infra import storage
from app.infra.jobs import Job
from app.infra.scope import Session
from app.mediation import seal, service
from app.notices import queries as notices
from tests import factories
from tests.factories import mediation as tables
from worker.jobs import mediation as jobs


@pytest.fixture
def agreed(here, sent_jobs):
    officer = factories.user()
    mediation, seller = tables.agreed(officer)
    job = Session().scalars(select(Job).where(Job.name == "mediation.paper")).one()
    return mediation, seller, job


def test_the_job_prints_the_agreement_and_tells_who_waits(agreed):
    mediation, seller, job = agreed
    jobs.print_agreement(job)
    mediation = tables.whole(mediation)
    text = "".join(one.extract_text() for one in PdfReader(storage.path_of(mediation.paper)).pages)
    assert mediation.code in text
    assert "王小明" not in text
    assert mediation.text_hash[:20] in text.replace("\n", "").replace(" ", "")
    assert (job.done, job.total) == (3, 3)
    told = [one for one in notices.page(seller.id) if "协议书做好了" in one.title]
    assert len(told) == 1


def test_printing_again_after_a_killed_worker_makes_one_paper(agreed, monkeypatch):
    mediation, seller, job = agreed

    class Killed(BaseException):
        pass

    def die(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as power_cut:
        power_cut.setattr(service, "keep_paper", die)
        with pytest.raises(Killed):
            jobs.print_agreement(job)
    assert tables.whole(mediation).paper_id is None
    jobs.print_agreement(job)
    first = tables.whole(mediation).paper_id
    jobs.print_agreement(job)
    assert tables.whole(mediation).paper_id == first is not None
    assert len([one for one in notices.page(seller.id) if "协议书做好了" in one.title]) == 1


def test_anyone_checks_the_signature_with_the_published_key_alone(agreed):
    mediation, _seller, _job = agreed
    key = load_pem_public_key(seal.public_pem().encode())
    statement, signature = seal.statement_of(mediation).encode(), base64.b64decode(mediation.signature)
    key.verify(signature, statement)
    for wrong in (statement.replace(b"TJ", b"TK"), statement.replace(b"2026", b"2027"), statement + b"\n"):
        with pytest.raises(InvalidSignature):
            key.verify(signature, wrong)
    with pytest.raises(InvalidSignature):
        key.verify(bytes([signature[0] ^ 1]) + signature[1:], statement)
