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
