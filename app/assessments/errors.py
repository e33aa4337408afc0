"""What the assessment refuses. ``place`` always points at the spot in the file or form, as a reader would."""

from app.kernel.errors import DomainError


class Incomplete(DomainError):
    """``missing``: the evaluations of the 70 block that have no form that counts."""

    code = "assessments.incomplete"


class AnswerMissing(DomainError):
    """``place``, ``item``."""

    code = "assessments.answer_missing"


class AnswerUnknown(DomainError):
    """``place``, ``item``: an answer to an item the form does not have."""

    code = "assessments.answer_unknown"


class AnswerRefused(DomainError):
    """``place``, ``item``, ``got``, ``allowed``: the values that may stand there."""

    code = "assessments.answer_refused"


class WeightNeedsReason(DomainError):
    """``place``: a form that counts for less than one must say why."""

    code = "assessments.weight_needs_reason"


class RefTwice(DomainError):
    """``ref``: two forms bear the same reference."""

    code = "assessments.ref_twice"


class FieldRefused(DomainError):
    """``place``, ``got``, ``allowed``: a word in the file that cannot stand there, and those that can."""

    code = "assessments.field_refused"


class NumberRefused(DomainError):
    """``place``, ``got``, ``low``, ``high``, ``places``: what kind of number belongs there."""

    code = "assessments.number_refused"


class ShapeRefused(DomainError):
    """``place``, ``got``: a list or a set of ``key: value`` lines belongs there, and something else stands there."""

    code = "assessments.shape_refused"


class FileUnreadable(DomainError):
    """``line``, ``problem``: neither YAML nor JSON, or a key written twice."""

    code = "assessments.file_unreadable"


class RubricRefused(DomainError):
    """``place``, ``problem``: the first thing wrong with a rubric."""

    code = "assessments.rubric_refused"


class RubricUnknown(DomainError):
    """``kind``, ``year``: no rubric of that kind and year is packed."""

    code = "assessments.rubric_unknown"


class CycleThere(DomainError):
    """``year``: the region has opened that year already."""

    code = "assessments.cycle_there"


class PhasesRefused(DomainError):
    """``reason``: order (a phase ends before it begins, or begins before the one before it)."""

    code = "assessments.phases_refused"


class CycleMoveRefused(DomainError):
    """``now``, ``to``: phases follow each other, one step at a time, and never go back."""

    code = "assessments.cycle_move_refused"


class FormsClosed(DomainError):
    """``state``: forms are taken until the evaluation ends, and not after."""

    code = "assessments.forms_closed"


class AlreadyScored(DomainError):
    """The score stands on the forms that were there; later ones are not taken."""

    code = "assessments.already_scored"


class ScoringClosed(DomainError):
    """``state``: results that are under public notice, or older, are not reckoned anew."""

    code = "assessments.scoring_closed"


class TokenNotGenuine(DomainError):
    """No label of this region by that token."""

    code = "assessments.token_not_genuine"


class ReviewFixed(DomainError):
    """``days``: a consumer's review could be changed for that long, and the time is over."""

    code = "assessments.review_fixed"


class ReviewedAlready(DomainError):
    """This device has rated this seller already."""

    code = "assessments.reviewed_already"


class OwnShop(DomainError):
    """Nobody rates the shop they act for."""

    code = "assessments.own_shop"


class NotAssessed(DomainError):
    """The seller takes no part in the year that is open."""

    code = "assessments.not_assessed"
