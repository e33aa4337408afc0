"""Files that bear out the items of a form, while it is a draft."""

from collections.abc import Sequence
from datetime import datetime

from app.accounts.models import User
from app.assessments import form_queries, reviews
from app.assessments.errors import AnswerUnknown, TooManyProofs
from app.assessments.kinds import ReviewState
from app.assessments.locks import hold
from app.assessments.models import Assessment, ReviewForm, ReviewProof
from app.infra import storage
from app.infra.db import add
from app.infra.papers import Paper
from app.infra.scope import Session

MOST = 6


def add_files(
    assessment: Assessment,
    form: ReviewForm,
    item_code: str,
    fresh: Sequence[Paper],
    *,
    by: User,
    now: datetime,
) -> None:
    """Keep files with one item. The same file again changes nothing.

    Raises ``AnswerUnknown``, ``TooManyProofs``.
    """
    hold(form)
    if form.state is not ReviewState.DRAFT:
        return
    if item_code not in reviews.sheet_of(assessment, form.evaluation).by_code:
        raise AnswerUnknown(place=form.code, item=item_code)
    held = {proof.file.sha256 for proof in form_queries.proofs_of(form.id) if proof.item_code == item_code}
    for paper in {one.original_sha256: one for one in fresh}.values():
        file = storage.keep(paper.content, media_type=paper.media_type, name=paper.name, now=now)
        if file.sha256 in held:
            Session().delete(file)
            continue
        held.add(file.sha256)
        if len(held) > MOST:
            raise TooManyProofs(most=MOST)
        add(
            ReviewProof(form_id=form.id, item_code=item_code, file_id=file.id, added_at=now, added_by=by.name)
        )
    Session().flush()


def remove(form: ReviewForm, proof_id: int) -> None:
    """Take a file off a draft. Clicking twice is no harm."""
    hold(form)
    if form.state is not ReviewState.DRAFT:
        return
    for proof in form_queries.proofs_of(form.id):
        if proof.id == proof_id:
            Session().delete(proof)
    Session().flush()
