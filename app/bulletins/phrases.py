"""Sentences of the bulletins slice."""

from app.bulletins import rules
from app.bulletins.terms import BulletinAction, BulletinKind, BulletinState
from app.infra.i18n import _l

WORDS = {
    BulletinKind.CASE: _l("典型案例"),
    BulletinKind.ALERT: _l("消费提示"),
    BulletinState.DRAFT: _l("草稿"),
    BulletinState.PUBLISHED: _l("已发布"),
    BulletinState.WITHDRAWN: _l("已撤回"),
    BulletinAction.WRITTEN: _l("编写案例或提示"),
    BulletinAction.PUBLISHED: _l("发布案例或提示"),
    BulletinAction.WITHDRAWN: _l("撤回案例或提示"),
}
ERRORS = {
    rules.MoveRefused.code: _l("这一篇现在是“%(now)s”，不能改成“%(to)s”。请刷新页面查看。"),
    rules.WrittenAlready.code: _l("已经发布的不能再改。请先撤回并写明原因，再重新写一篇。"),
    rules.PersonalDetails.code: _l(
        "文中有手机号或身份证号（%(found)s）。案例和提示不写个人信息，请删去后再保存。"
    ),
}
