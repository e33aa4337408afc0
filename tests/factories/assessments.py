"""An opened year and filled-in forms, through the same services that people use. Call them inside a region scope."""

import hashlib
from itertools import count

from app.accounts.models import User
from app.accounts.terms import Role
from app.assessments import proofs, queries, reviews, service
from app.assessments.models import Assessment, Cycle, ReviewForm
from app.assessments.reviews import Sender
from app.assessments.terms import Evaluation
from app.demo.assessments import best, even
from app.infra import clock
from app.infra.audit import SYSTEM
from app.infra.db import unit_of_work
from app.infra.papers import Paper
from app.merchants.models import Merchant
from tests import factories

YEAR = 2026
_devices = count(1)


def cycle() -> Cycle:
    """This year, opened with every seller there is."""
    with unit_of_work():
        return service.open_cycle(YEAR, by=SYSTEM, now=clock.now())


def assessment_of(merchant: Merchant) -> Assessment:
    """The seller's place in the open year; opens the year if need be."""
    if queries.current_cycle() is None:
        cycle()
    found = queries.current_of(merchant.id)
    assert found is not None
    return found


def again(assessment: Assessment) -> Assessment:
    """The same row, read in the scope that is open now."""
    found = queries.by_code(assessment.code)
    assert found is not None
    return found


def staff_form(assessment: Assessment, role: Role, by: User | None = None, **slips: str) -> ReviewForm:
    """A submitted form with full marks but for the slips (item code with _ for -)."""
    assessment = again(assessment)
    author = by or factories.user(role)
    evaluation = {
        Role.OFFICER: Evaluation.DEPARTMENT,
        Role.MONITOR: Evaluation.MONITORING,
        Role.INDUSTRY: Evaluation.INDUSTRY,
    }[role]
    answers = best(reviews.sheet_of(assessment, evaluation)) | {
        code.replace("_", "-"): said for code, said in slips.items()
    }
    with unit_of_work():
        form = reviews.save_draft(
            assessment,
            answers,
            "现场看过台账",
            by=author,
            now=clock.now(),
            why=dict.fromkeys(answers, "看过原件"),
        )
        for code in [code for code, said in answers.items() if "VETO" in code and said == "yes"]:
            proofs.add_files(assessment, form, code, [paper(code)], by=author, now=clock.now())
        reviews.submit(assessment, form, by=author, now=clock.now())
    return form


def paper(name: str) -> Paper:
    """A small file, different for each name."""
    content = f"%PDF-1.4 {name}".encode()
    return Paper(content, "application/pdf", f"{name}.pdf", hashlib.sha256(content).hexdigest(), 1)


def sender(token: str | None = None) -> Sender:
    """A device that nobody has used yet."""
    mark = f"device {next(_devices)}"
    return Sender(device_hash=mark, address_hash="block", token_hash=token)


def consumer_form(assessment: Assessment, level: str = "4", token: str | None = None) -> ReviewForm:
    assessment = again(assessment)
    sheet = reviews.sheet_of(assessment, Evaluation.CONSUMER)
    with unit_of_work():
        return reviews.submit_consumer(
            assessment,
            even(sheet, level),
            "",
            sender=sender(token or f"token {next(_devices)}"),
            now=clock.now(),
        )


def social_form(assessment: Assessment, level: str = "4") -> ReviewForm:
    assessment = again(assessment)
    sheet = reviews.sheet_of(assessment, Evaluation.SOCIAL)
    with unit_of_work():
        return reviews.submit_social(assessment, even(sheet, level), "", sender=sender(), now=clock.now())


def complete(assessment: Assessment, **slips: str) -> None:
    """All five forms, the department's with its slips."""
    staff_form(assessment, Role.OFFICER, **slips)
    staff_form(assessment, Role.MONITOR)
    staff_form(assessment, Role.INDUSTRY)
    consumer_form(assessment)
    social_form(assessment)
