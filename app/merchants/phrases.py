"""Sentences of the merchants slice."""

from collections.abc import Sequence

from app.infra.i18n import _, _l
from app.kernel import uscc as code
from app.merchants import rules
from app.merchants.terms import MerchantAction, MerchantKind, Platform

WORDS = {
    MerchantKind.LIVE_STREAM: _l("直播经营"),
    MerchantKind.GROUP_BUY: _l("社区团购"),
    Platform.DOUYIN: _l("抖音"),
    Platform.KUAISHOU: _l("快手"),
    Platform.TAOBAO: _l("淘宝"),
    Platform.WECHAT_CHANNELS: _l("微信视频号"),
    Platform.XIAOHONGSHU: _l("小红书"),
    Platform.PINDUODUO: _l("拼多多"),
    Platform.MINI_PROGRAM: _l("微信小程序"),
    Platform.CHAT_GROUP: _l("微信群接龙"),
    Platform.OTHER: _l("其他平台"),
    MerchantAction.REGISTERED: _l("登记店铺"),
    MerchantAction.CHANGED: _l("修改店铺信息"),
    MerchantAction.ROOM_ADDED: _l("添加直播间"),
}


def uscc_refused(
    fault: code.Fault,
    length: int = 0,
    position: int = 0,
    character: str = "",
    instead: str = "",
    expected: str = "",
    suspects: Sequence[code.Suspect] = (),
) -> str:
    """Which character to look at, and why."""
    if fault is code.Fault.LENGTH:
        return _("统一社会信用代码应为 18 位，您填了 %(length)d 位，请对照营业执照检查。", length=length)
    if fault is code.Fault.CHARACTER:
        told = _(
            "第 %(position)d 位“%(character)s”不会出现在统一社会信用代码里。",
            position=position,
            character=character,
        )
        return told + (
            _("它可能是“%(instead)s”，请对照营业执照检查。", instead=instead)
            if instead
            else _("请对照营业执照检查。")
        )
    told = _(
        "第 18 位（校验码）对不上：按前 17 位推算应为“%(expected)s”，您填的是“%(character)s”。",
        expected=expected, character=character,
    )  # fmt: skip
    near = [suspect for suspect in suspects if suspect.position < code.LENGTH][:2]
    if not near:
        return told + _("请先看第 18 位，再从左到右逐位对照营业执照。")
    places = _("、").join(
        _(
            "第 %(position)d 位的“%(written)s”是不是“%(instead)s”",
            position=one.position,
            written=one.written,
            instead=one.instead,
        )
        for one in near
    )
    return told + _("请先看第 18 位，再看%(places)s。", places=places)


ERRORS = {
    code.UsccRefused.code: uscc_refused,
    rules.UsccTaken.code: _l("代码 %(uscc)s 的店铺已经登记过。如果是您的店，请联系所在市场监管所核对账号。"),
    rules.ShopExists.code: _l(
        "您的账号已经登记了一家店铺。一个账号对应一家店铺，要登记另一家请换一个手机号注册。"
    ),
}
