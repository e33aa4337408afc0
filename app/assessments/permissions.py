"""Who may run the year, fill in forms, reckon scores and read results."""

from app.accounts.facts import has_a_shop, is_admin, is_panelist, is_regulator
from app.accounts.models import User
from app.accounts.terms import Role
from app.assessments import bars, duty_queries
from app.assessments.kinds import EVALUATION_OF, AssessmentPermission, AssessmentState
from app.assessments.models import Assessment, ReviewForm
from app.infra.access import AccessRows


def fills_in_forms(user: User, _: object) -> bool:
    """Officers the department's, monitors and the industry body their own; which form it is follows from the role."""
    return user.role in EVALUATION_OF


def is_of_its_panel(user: User, assessment: Assessment) -> bool:
    return (
        user.role is Role.PANELIST
        and user.organisation_id is not None
        and user.organisation_id == assessment.panel_id
        and assessment.merchant_id not in bars.hidden_from(user)
    )


def is_of_the_shop(user: User, assessment: Assessment) -> bool:
    return user.merchant_id is not None and user.merchant_id == assessment.merchant_id


def is_scored(_: User, assessment: Assessment) -> bool:
    return assessment.state is AssessmentState.SCORED


def is_on_duty(user: User, assessment: Assessment) -> bool:
    """Of those who were given the form; where nobody was, everyone of the role; and who stands in for all."""
    given = duty_queries.people_of(assessment.id, EVALUATION_OF[user.role])
    return not given or user.id in given or duty_queries.stands_in(user)


def is_its_author(user: User, form: ReviewForm) -> bool:
    return form.author_id is not None and user.id == form.author_id


def is_of_the_forms_panel(user: User, form: ReviewForm) -> bool:
    return is_of_its_panel(user, form.assessment)


def is_of_the_forms_shop(user: User, form: ReviewForm) -> bool:
    """A shop reads every form behind its score, once there is one."""
    return is_of_the_shop(user, form.assessment) and is_scored(user, form.assessment)


ACCESS: AccessRows = {  # any one row, all of its facts
    AssessmentPermission.RUN: ((is_admin,),),
    AssessmentPermission.FOLLOW: ((is_regulator,), (is_panelist,)),
    AssessmentPermission.READ: ((is_regulator,), (is_of_its_panel,), (is_of_the_shop, is_scored)),
    AssessmentPermission.READ_OWN: ((has_a_shop,),),
    AssessmentPermission.SCORE: ((is_admin,), (is_of_its_panel,)),
    AssessmentPermission.REVIEW_LIST: ((fills_in_forms,),),
    AssessmentPermission.REVIEW: ((fills_in_forms, is_on_duty),),
    AssessmentPermission.READ_FORM: (
        (is_regulator,),
        (is_its_author,),
        (is_of_the_forms_panel,),
        (is_of_the_forms_shop,),
    ),
    AssessmentPermission.WEIGH: ((is_regulator,),),
    AssessmentPermission.RUBRICS: ((is_admin,),),
}
