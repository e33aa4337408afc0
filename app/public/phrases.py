"""Words of the public slice."""

from app.infra.i18n import _l
from app.public import flags
from app.public.terms import FlagAction, OnList

WORDS = {
    OnList.RED: _l("在红榜上"),
    OnList.BLACK: _l("在黑榜上"),
    FlagAction.LOOKED_INTO: _l("核实多地扫码的标签"),
}
ERRORS = {
    flags.LookedIntoAlready.code: _l("这张标签已经有人核实过了。请刷新页面查看。"),
}
