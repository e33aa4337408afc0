"""Words of the public slice."""

from app.infra.i18n import _l
from app.public import flags
from app.public.terms import FlagAction, OnList, ShowingAction, Shown

WORDS = {
    OnList.RED: _l("在红榜上"),
    OnList.BLACK: _l("在黑榜上"),
    Shown.SELFCHECK: _l("自查结果"),
    Shown.SCORE: _l("年度评定得分"),
    ShowingAction.SHOWN: _l("自愿公开"),
    ShowingAction.TAKEN_BACK: _l("收回公开"),
    FlagAction.LOOKED_INTO: _l("核实多地扫码的标签"),
}
ERRORS = {
    flags.LookedIntoAlready.code: _l("这张标签已经有人核实过了。请刷新页面查看。"),
}
