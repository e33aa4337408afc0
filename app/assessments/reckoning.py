"""One seller's forms, weighed and counted, and all of it kept: the score as it stands and the record that stays."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from app.assessments import queries, replay, scoring, signs
from app.assessments.answers import read_answers
from app.assessments.kinds import AssessmentState
from app.assessments.models import Assessment, ReviewForm, ScoreRecord
from app.assessments.packs import packed_rubric, rubric_of
from app.assessments.reading import read_document
from app.assessments.results import Result
from app.assessments.rubric import Rubric
from app.assessments.terms import Evaluation, Form, ScoringPolicy
from app.infra.audit import Actor
from app.infra.db import Json, add
from app.infra.scope import Session
from app.regions import queries as regions


def reckon(assessment: Assessment, *, by: Actor, now: datetime, reason: str = "") -> tuple[Result, int]:
    """Weigh the public forms, count all, and write the score down; the result and how many forms it rests on.

    Raises ``Incomplete``.
    """
    signs.reweigh(assessment)
    rubric, policy = rubric_of(assessment.rubric_version_id), scoring_policy()
    kept = queries.submitted_forms(assessment.id)
    forms = [counted(form) for form in kept]
    result = scoring.score(rubric, forms, policy)
    assessment.result = replay.dump(result) | _rests_on(rubric, forms, policy) | {
        "signs": {form.code: form.signals for form in kept if form.signals},
        "judged": {form.code: form.judged_by for form in kept if form.judged_by},
    }  # fmt: skip
    assessment.total, assessment.eligible = result.total, result.eligible
    assessment.state, assessment.scored_at = AssessmentState.SCORED, now
    _record(assessment, assessment.result, result, reason, by, now)
    return result, len(forms)


def _record(
    assessment: Assessment, kept: Json, result: Result, reason: str, by: Actor, now: datetime
) -> None:
    """The assessment row is held, so that numbers follow each other."""
    last = Session().scalar(
        select(func.max(ScoreRecord.number)).where(ScoreRecord.assessment_id == assessment.id)
    )
    add(
        ScoreRecord(
            assessment_id=assessment.id, number=(last or 0) + 1, total=result.total, eligible=result.eligible, result=kept,
            rubric_version_id=assessment.rubric_version_id, reason=reason, scored_at=now, scored_by=by.audit_name,
        )
    )  # fmt: skip


def replay_document(kept: Json, rubric_version_id: int) -> Json:
    """The file from which anyone can reckon a kept score again: rubric, policy and forms, complete in itself."""
    empty = replay.to_document(rubric_of(rubric_version_id), [])
    return {**empty, "policy": kept.get("policy", {}), "forms": kept.get("forms", [])}


def replays(record: ScoreRecord) -> bool:
    """Whether the file of a kept score gives the same result again, to the last line."""
    document = replay_document(record.result, record.rubric_version_id)
    text = json.dumps(document, ensure_ascii=False)
    again = replay.dump(replay.replay(read_document(text), packed_rubric))
    same = all(record.result.get(key) == json.loads(json.dumps(said)) for key, said in again.items())
    return same and again["total"] == f"{record.total:f}"


def scoring_policy() -> ScoringPolicy:
    """What the open region has decided about counting."""
    policy = regions.policy()
    return ScoringPolicy(
        threshold=policy.pass_score,
        minimums={
            Evaluation.INDUSTRY: 1,
            Evaluation.CONSUMER: policy.least_consumer_forms,
            Evaluation.SOCIAL: policy.least_social_forms,
        },
    )


def counted(form: ReviewForm) -> Form:
    """A stored form as the rules take it. Its answers were checked when it was submitted."""
    rubric = rubric_of(form.assessment.rubric_version_id)
    answers = read_answers(rubric.evaluations[form.evaluation], form.answers, form.code)
    return Form(
        form.code, form.evaluation, answers, weight=form.weight.normalize(), reason=form.weight_reason
    )


def _rests_on(rubric: Rubric, forms: Sequence[Form], policy: ScoringPolicy) -> Json:
    document = replay.to_document(rubric, forms, policy)
    return {"policy": document["policy"], "forms": document["forms"]}
