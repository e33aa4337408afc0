"""The states of a year and of one seller's assessment, and what people do with them."""

import enum
from collections.abc import Mapping

from app.accounts.terms import Role
from app.assessments.terms import Evaluation
from app.kernel.kinds import AuditAction, JobName, Permission


class CycleState(enum.StrEnum):
    """The phases of a year, in the programme's order."""

    MOBILISE = "mobilise"
    SELF_CHECK = "self_check"
    TREATMENT = "treatment"
    EVALUATION = "evaluation"
    NOTICE = "notice"
    SUMMARY = "summary"
    CLOSED = "closed"


class AssessmentState(enum.StrEnum):
    OPEN = "open"
    SCORED = "scored"


class ReviewState(enum.StrEnum):
    """A submitted form never changes; a consumer's later version takes its place, and the row stays."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    REPLACED = "replaced"


class AssessmentAction(AuditAction):
    CYCLE_OPENED = "cycle.opened"
    CYCLE_MOVED = "cycle.moved"
    CYCLE_SCORED = "cycle.scored"
    SELLERS_ENTERED = "cycle.sellers_entered"
    FORM_SUBMITTED = "review_form.submitted"
    FORM_REPLACED = "review_form.replaced"
    FORM_WEIGHED = "review_form.weighed"
    MARKS_FORGOTTEN = "review_form.marks_forgotten"
    FORM_CORRECTING = "review_form.correcting"
    SCORED = "assessment.scored"
    REOPENED = "assessment.reopened"
    REASSESSING = "assessment.reassessing"
    REASSESSED = "assessment.reassessed"
    DUTY_GIVEN = "assessment.duty_given"
    CYCLE_REPLANNED = "cycle.replanned"
    RUBRIC_STARTED = "rubric.started"
    RUBRIC_PUBLISHED = "rubric.published"
    RUBRIC_DROPPED = "rubric.dropped"


class AssessmentJob(JobName):
    SCORE_CYCLE = "cycle.score"


class AssessmentPermission(Permission):
    RUN = "cycles:run"
    FOLLOW = "cycles:follow"
    READ = "assessments:read"
    READ_OWN = "assessments:read_own"
    SCORE = "assessments:score"
    REVIEW_LIST = "reviews:list"
    REVIEW = "reviews:write"
    READ_FORM = "reviews:read"
    WEIGH = "reviews:weigh"
    RUBRICS = "rubrics:edit"


EVALUATION_OF: Mapping[Role, Evaluation] = {
    Role.OFFICER: Evaluation.DEPARTMENT,
    Role.MONITOR: Evaluation.MONITORING,
    Role.INDUSTRY: Evaluation.INDUSTRY,
}
"""Whose form is which. Consumers and citizens fill in theirs without an account."""
