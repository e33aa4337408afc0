"""Which rubric measures whom: the region's own or the one that came with the program, of one year or the newest."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager

from app.assessments.errors import RubricUnknown, RubricYearMissing
from app.assessments.kinds import AssessmentState
from app.assessments.models import Assessment, Cycle, RubricDraft
from app.assessments.packs import FAMILY
from app.infra import scope
from app.infra.packs import PolicyVersion
from app.infra.scope import Session
from app.merchants.models import Merchant
from app.merchants.terms import MerchantKind


def regional_name(kind: MerchantKind | str) -> str:
    """Under which name this region's own versions are kept."""
    return f"{MerchantKind(kind).value}@{scope.current_region().code}"


def newest(kind: MerchantKind, year: int | None = None) -> PolicyVersion | None:
    """Of two with the same number the region's own counts. Another region's versions are not looked at."""
    names = [kind.value, regional_name(kind)]
    wanted = select(PolicyVersion).where(PolicyVersion.family == FAMILY, PolicyVersion.name.in_(names))
    if year is not None:
        wanted = wanted.where(PolicyVersion.year == year)
    order = (
        PolicyVersion.year.desc(),
        PolicyVersion.version.desc(),
        (PolicyVersion.name == kind.value).asc(),
    )
    return Session().scalar(wanted.order_by(*order).limit(1))


def known() -> Sequence[PolicyVersion]:
    """All versions that this region could use, newest first."""
    names = [name for kind in MerchantKind for name in (kind.value, regional_name(kind))]
    wanted = select(PolicyVersion).where(PolicyVersion.family == FAMILY, PolicyVersion.name.in_(names))
    return (
        Session()
        .scalars(wanted.order_by(PolicyVersion.year.desc(), PolicyVersion.name, PolicyVersion.version.desc()))
        .all()
    )


def for_year(year: int, *, takes_newest: bool) -> dict[MerchantKind, int]:
    """The rubric version of each kind for a year that is being opened.

    Raises ``RubricYearMissing`` unless the newest will do; ``RubricUnknown`` when there is none at all.
    """
    found: dict[MerchantKind, int] = {}
    for kind in MerchantKind:
        own, any_year = newest(kind, year), newest(kind)
        if any_year is None:
            raise RubricUnknown(kind=kind, year=year)
        if own is None and not takes_newest:
            raise RubricYearMissing(kind=kind, year=year, newest=any_year.year)
        found[kind] = (own or any_year).id
    return found


def of_cycle(cycle: Cycle) -> Mapping[MerchantKind, int]:
    """What was fixed when the year was opened; for years from before that was kept, what would be taken now."""
    if cycle.rubrics:
        return {MerchantKind(kind): version for kind, version in cycle.rubrics.items()}
    return for_year(cycle.year, takes_newest=True)


def by_code(code: str) -> RubricDraft | None:
    return Session().scalar(select(RubricDraft).where(RubricDraft.code == code))


def drafts() -> Sequence[RubricDraft]:
    """Not published yet, newest first."""
    wanted = select(RubricDraft).where(RubricDraft.version_id.is_(None)).order_by(RubricDraft.id.desc())
    return Session().scalars(wanted).all()


def version(number: int) -> PolicyVersion | None:
    """A version that this region may read: its own, or one that came with the program."""
    return next((one for one in known() if one.id == number), None)


def uses() -> Mapping[int, int]:
    """How many assessments rest on each version; one query."""
    rows = Session().execute(
        select(Assessment.rubric_version_id, func.count()).group_by(Assessment.rubric_version_id)
    )
    return dict(rows.tuples().all())


def last_scored(kind: MerchantKind, most: int = 300) -> Sequence[Assessment]:
    """The newest scores of sellers of a kind, with the seller: of the newest year that has any."""
    of_kind = Merchant.kind == kind
    scored = Assessment.state == AssessmentState.SCORED
    year = Session().scalar(
        select(func.max(Cycle.year))
        .join(Assessment, Assessment.cycle_id == Cycle.id)
        .join(Assessment.merchant)
        .where(of_kind, scored, Assessment.result.is_not(None))
    )
    wanted = (
        select(Assessment)
        .join(Assessment.cycle)
        .join(Assessment.merchant)
        .where(of_kind, scored, Assessment.result.is_not(None), Cycle.year == year)
        .options(contains_eager(Assessment.merchant), contains_eager(Assessment.cycle))
        .order_by(Assessment.id)
        .limit(most)
    )
    return Session().scalars(wanted).all()
