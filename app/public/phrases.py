"""Words of the public slice."""

from app.infra.i18n import _l
from app.public.terms import OnList

WORDS = {
    OnList.RED: _l("在红榜上"),
    OnList.BLACK: _l("在黑榜上"),
}
