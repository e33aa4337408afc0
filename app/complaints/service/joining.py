"""Duplicates under one number, and cases that belong together."""

from datetime import datetime

from sqlalchemy import update

from app.accounts.models import User
from app.clocks import service as clocks
from app.clocks.models import Deadline
from app.complaints import around, office_rules, queries, rules
from app.complaints.models import Complaint
from app.complaints.service import steps
from app.complaints.side_models import Link
from app.complaints.terms import ComplaintAction, Step
from app.infra import audit
from app.infra.db import add
from app.infra.scope import Session


def merge(complaint: Complaint, into: Complaint, *, by: User, now: datetime) -> None:
    """Handle ``complaint`` under ``into``. Both numbers keep working; nothing is deleted; ``unmerge`` undoes it.

    Raises ``office_rules.MergeRefused``, ``rules.Ended``.
    """
    for one in sorted(
        (complaint, into), key=lambda case: case.id
    ):  # two merges crosswise wait for each other
        steps.lock(one)
    rules.check_open(complaint.state)
    office_rules.check_merge(
        same_seller=complaint.merchant_id == into.merchant_id, same_person=complaint.phone == into.phone,
        into_merged=into.merged_into_id is not None or around.has_merged(complaint),
        is_itself=complaint.id == into.id, is_merged=complaint.merged_into_id is not None,
    )  # fmt: skip
    complaint.merged_into_id, complaint.merged_at = into.id, now
    clocks.lift(complaint, now=now)
    _say(complaint, Step.MERGED, by, f"与 {into.code} 是同一件事，合并到 {into.code} 办理", now)
    _say(into, Step.MERGED, by, f"{complaint.code} 与本件是同一件事，合并到本件办理", now)
    audit.record(ComplaintAction.MERGED, complaint, by=by, now=now, into=into.code)


def unmerge(complaint: Complaint, *, by: User, text: str, now: datetime) -> None:
    """They were two after all: it goes on where it stood, with its own days. Raises ``office_rules.AlreadyDecided``."""
    steps.lock(complaint)
    if complaint.merged_into_id is None:
        raise office_rules.AlreadyDecided
    into = Session().get_one(Complaint, complaint.merged_into_id)
    stopped = update(Deadline).where(
        Deadline.subject_kind == complaint.__tablename__, Deadline.subject_id == complaint.id,
        Deadline.lifted_at == complaint.merged_at,
    )  # fmt: skip
    Session().execute(stopped.values(lifted_at=None))
    complaint.merged_into_id = complaint.merged_at = None
    _say(complaint, Step.UNMERGED, by, f"恢复单独办理：{text}", now)
    _say(into, Step.UNMERGED, by, f"{complaint.code} 恢复单独办理", now)
    audit.record(ComplaintAction.UNMERGED, complaint, by=by, now=now, from_=into.code, why=text)


def link(complaint: Complaint, code: str, *, by: User, why: str, now: datetime) -> None:
    """These two belong together. Linking twice is linking once. Raises ``office_rules.LinkRefused``."""
    other = around.plain_by_code(queries.code_as_read(code))
    if other is None:
        raise office_rules.LinkRefused(reason="nobody")
    if other.id == complaint.id:
        raise office_rules.LinkRefused(reason="itself")
    first, second = sorted((complaint.id, other.id))
    if around.link_between(first, second) is None:
        add(Link(complaint_id=first, other_id=second, why=why, made_at=now, maker_name=by.audit_name))
        audit.record(ComplaintAction.LINKED, complaint, by=by, now=now, other=other.code, why=why)


def unlink(complaint: Complaint, code: str, *, by: User, now: datetime) -> None:
    """They do not belong together after all. Raises ``office_rules.LinkRefused``."""
    other = around.plain_by_code(code)
    known = around.link_between(*sorted((complaint.id, other.id))) if other else None
    if other is None or known is None:
        raise office_rules.LinkRefused(reason="nobody")
    Session().delete(known)
    audit.record(ComplaintAction.UNLINKED, complaint, by=by, now=now, other=other.code)


def name_product(complaint: Complaint, product: str, *, by: User, now: datetime) -> None:
    """Which goods it is about: cases of one seller about the same goods are shown together."""
    steps.lock(complaint)
    complaint.product = product.strip() or None
    audit.record(ComplaintAction.PRODUCT_NAMED, complaint, by=by, now=now, product=complaint.product)


def _say(complaint: Complaint, step: Step, by: User, text: str, now: datetime) -> None:
    steps.write(complaint, step, side=steps.side_of(by), author=by.audit_name, text=text, now=now)
