"""What a visitor of the demo county sees of self-checks: proofs, a conversation, a task under way."""

from sqlalchemy import func, select

from app.demo import licences, selfchecks
from app.demo.people import open_people
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.licences import queries as papers
from app.licences.terms import LicenceState
from app.selfchecks.models import AnswerProof, Remediation, RemediationComment
from tests.conftest import NOW


def test_the_demo_county_has_proofs_comments_and_papers_in_every_state(here):
    for furnish in (lambda now: open_people("330522", now=now), licences.furnish, selfchecks.furnish):
        with unit_of_work():
            furnish(NOW)
    with unit_of_work():
        selfchecks.furnish(NOW)  # again adds nothing
    assert Session().scalar(select(func.count()).select_from(RemediationComment)) == 2
    assert Session().scalars(select(AnswerProof.id).where(AnswerProof.licence_id.is_not(None))).first()
    assert Session().scalars(select(AnswerProof.id).where(AnswerProof.file_id.is_not(None))).first()
    assert Session().scalars(select(Remediation.owner).where(Remediation.owner != "")).first()
    for state in (LicenceState.SUBMITTED, LicenceState.VERIFIED, LicenceState.REJECTED, LicenceState.EXPIRED):
        assert papers.in_state(state).rows
