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
    """``line``, ``problem`` (``terms.Unread``): neither YAML nor JSON, or not plainly so."""

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


class NotScored(DomainError):
    """There is no score that could be assessed anew."""

    code = "assessments.not_scored"


class NotWeighed(DomainError):
    """Only public forms are weighed, and only by the steps on offer."""

    code = "assessments.not_weighed"


class JudgementNeedsReason(DomainError):
    """An officer who sets a weight says why."""

    code = "assessments.judgement_needs_reason"


class CorrectionNeedsReason(DomainError):
    """A correction says what was wrong."""

    code = "assessments.correction_needs_reason"


class OverrideNeedsReason(DomainError):
    """``item``: the house had filled this in from its records, and it was changed without saying why."""

    code = "assessments.override_needs_reason"


class ProofMissing(DomainError):
    """``item``: a veto was set off, and no file bears it out."""

    code = "assessments.proof_missing"


class TooManyProofs(DomainError):
    """``most``: files one item can have."""

    code = "assessments.too_many_proofs"


class NotOnDuty(DomainError):
    """``role``: only people of that role can be given the form."""

    code = "assessments.not_on_duty"


class PhaseBegun(DomainError):
    """``state``: the days of a phase that has begun stay."""

    code = "assessments.phase_begun"


class RubricYearMissing(DomainError):
    """``kind``, ``year``, ``newest``: that year has no rubric of its own; the newest is of ``newest``."""

    code = "assessments.rubric_year_missing"


class CitationUnknown(DomainError):
    """``item``, ``law``, ``article``: not an article that was read and is in force."""

    code = "assessments.citation_unknown"


class WordsMissing(DomainError):
    """``places``: items or forms that lack words in Chinese or English."""

    code = "assessments.words_missing"


class RubricNamed(DomainError):
    """``kind``, ``year``: the text names another kind of business or another year than the draft was begun for."""

    code = "assessments.rubric_named"


class ScoresRefused(DomainError):
    """``name``, ``got``: scores are numbers from 0 to 100."""

    code = "assessments.scores_refused"


class RubricSame(DomainError):
    """The draft says what the newest version says."""

    code = "assessments.rubric_same"


class DraftPublished(DomainError):
    """What was published never changes."""

    code = "assessments.draft_published"


class YearOwes(DomainError):
    """``count``: somebody may still get that much from the year, and a closed year gives nothing."""

    code = "assessments.year_owes"
