"""One hand at a time: a row read anew and held until the commit."""

from app.assessments.models import Assessment, Cycle, ReviewForm
from app.infra.scope import Session


def hold(row: Cycle | Assessment | ReviewForm) -> None:
    """``row`` as it stands in the database now, locked; what this unit of work changed on it is kept."""
    Session().flush()
    names = [column.key for column in row.__mapper__.column_attrs]
    Session().refresh(row, names, with_for_update=True)
