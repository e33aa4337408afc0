"""Reads about cases: titles that are to be taken away."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from app.infra.scope import Session
from app.titles.models import TitleCase, TitleCaseFile
from app.titles.terms import CaseState


def case_by_code(code: str) -> TitleCase | None:
    """With its title, its seller and its papers."""
    return Session().scalar(_cases().where(TitleCase.code == code))


def cases_of(title_id: int) -> Sequence[TitleCase]:
    """Newest first."""
    return (
        Session().scalars(_cases().where(TitleCase.title_id == title_id).order_by(TitleCase.id.desc())).all()
    )


def open_cases(merchant_id: int | None = None, *, files: bool = True) -> Sequence[TitleCase]:
    """Cases in which nothing is decided yet, oldest first: one seller's, or all. With their papers, if a page shows them."""
    wanted = (_cases() if files else _plain()).where(TitleCase.state == CaseState.HEARING)
    if merchant_id is not None:
        wanted = wanted.where(TitleCase.merchant_id == merchant_id)
    return Session().scalars(wanted.order_by(TitleCase.id)).all()


def by_ids(ids: Sequence[int]) -> Sequence[TitleCase]:
    return Session().scalars(_cases().where(TitleCase.id.in_(ids))).all()


def held_case(case: TitleCase) -> None:
    """The case as it stands now, held until the end of the unit of work."""
    names = [column.key for column in TitleCase.__mapper__.column_attrs]
    Session().refresh(case, names, with_for_update=True)


def _cases() -> Select[TitleCase]:
    return _plain().options(selectinload(TitleCase.files).joinedload(TitleCaseFile.file))


def _plain() -> Select[TitleCase]:
    return select(TitleCase).options(joinedload(TitleCase.title), joinedload(TitleCase.merchant))
