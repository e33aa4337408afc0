"""Sentences of the labels slice."""

from app.infra.i18n import _, _l
from app.labels import errors
from app.labels.alphabet import LENGTH
from app.labels.mending import Mending
from app.labels.terms import BatchState, LabelAction, Standing

WORDS = {
    BatchState.WAITING: _l("排队中"),
    BatchState.MAKING: _l("正在制作"),
    BatchState.READY: _l("已做好"),
    BatchState.FAILED: _l("没有做成"),
    BatchState.VOIDED: _l("已作废"),
    LabelAction.ORDERED: _l("申领标签"),
    LabelAction.MADE: _l("标签做好"),
    LabelAction.FAILED: _l("标签没有做成"),
    LabelAction.DELIVERED: _l("下载标签"),
    LabelAction.VOIDED: _l("作废标签"),
}
STANDINGS = {
    Standing.GENUINE: _l("真标签"),
    Standing.VOIDED: _l("已作废的标签"),
    Standing.NEVER_ISSUED: _l("没有发放过的编号"),
    Standing.FORGED: _l("伪造的标签"),
    Standing.MISTYPED: _l("编号抄错了"),
    Standing.MALFORMED: _l("不是标签编号"),
    Standing.UNKNOWN_KEY: _l("不认识的标签"),
}


def malformed(token: str, foreign: str) -> str:
    """Too long, too short, or letters that no token has."""
    if foreign:
        return _("标签编号里没有“%(foreign)s”，请对照标签再看一遍。", foreign="、".join(foreign))
    return _(
        "标签编号是 %(right)d 个字符，您填了 %(count)d 个，请对照标签再看一遍。",
        right=LENGTH,
        count=len(token),
    )


def mistyped(mending: Mending | None) -> str:
    """Which character to look at, if a single slip explains it."""
    if mending is None:
        return _("这个编号对不上校验，至少有两个字符抄错了。请对照标签，一组一组再看一遍。")
    return _(
        "第 %(group)d 组第 %(place)d 个字符您填的是“%(written)s”，标签上应该是“%(instead)s”。",
        group=mending.group, place=mending.place_in_group, written=mending.written, instead=mending.instead,
    )  # fmt: skip


def token_refused(
    standing: Standing, token: str = "", foreign: str = "", mending: Mending | None = None
) -> str:
    if standing is Standing.MALFORMED:
        return malformed(token, foreign)
    if standing is Standing.MISTYPED:
        return mistyped(mending)
    return {
        Standing.FORGED: _("这个编号的防伪码不对，不是本平台发放的标签。"),
        Standing.UNKNOWN_KEY: _("这张标签不是本平台发放的，或者年代太久，无法核对。"),
    }.get(standing, _("这个编号没有发放过，请对照标签再看一遍。"))


def printer_setting(setting: str, value: float, least: float, most: float) -> str:
    if setting == "scale":
        return _(
            "缩放只能在 %(least)d%% 到 %(most)d%% 之间。", least=round(least * 100), most=round(most * 100)
        )
    return _(
        "偏移只能在 %(least)d 到 %(most)d 毫米之间，再多就印到纸外面了。",
        least=round(least),
        most=round(most),
    )


def move_refused(now: BatchState, to: BatchState) -> str:
    if now is BatchState.VOIDED:
        return _("这批标签已经作废过了。")
    return _("这批标签现在的状态不能这样做，请刷新页面看看最新情况。")


def not_ready(now: BatchState) -> str:
    if now is BatchState.VOIDED:
        return _("这批标签已经作废，不能再下载。需要标签请重新申领一批。")
    if now is BatchState.FAILED:
        return _("这批标签没有做成，没有文件可以下载。请重新申领一批。")
    return _("这批标签还没有做好，请过一会儿再来下载。")


def trouble(code: str | None) -> str:
    """Why a batch could not be made, for the person who ordered it."""
    if code == errors.ProofFailed.code:
        return _("有二维码没有通过核对，整批都没有交付。请重新申领一批；再次出现请联系管理员。")
    return _("制作时出了问题，这批标签没有交付。请重新申领一批；再次出现请联系管理员。")


ERRORS = {
    errors.NumberOutOfRange.code: _l("编号已经用完，暂时不能再申领标签。请联系管理员。"),
    errors.KeyTooShort.code: _l("标签的防伪密钥太短，暂时不能做标签。请联系管理员。"),
    errors.NothingToPrint.code: _l("请填写要印多少张。"),
    errors.AddressUnprintable.code: _l("网站地址里有二维码写不下的字符“%(characters)s”。请联系管理员修改 PUBLIC_URL。"),
    errors.AddressTooLong.code: _l("网站地址太长，二维码放不下。请联系管理员换一个短一些的 PUBLIC_URL。"),
    errors.LayoutUnknown.code: _l("没有“%(layout)s”这种标签纸，请从列表里选一种。"),
    errors.StartBeyondSheet.code: _l("这种纸一张有 %(cells)d 格，起始位置应在 1 到 %(cells)d 之间，您填了 %(start_at)d。"),
    errors.PrinterSettingTooLarge.code: printer_setting,
    errors.ResolutionUnknown.code: _l("打印机分辨率请选 203 或 300 点每英寸。"),
    errors.CodeTooLarge.code: _l("二维码需要 %(needs_mm)s 毫米，标签只有 %(has_mm)s 毫米。请换大一点的标签纸。"),
    errors.WordsTooLong.code: _l("标签上的固定文字太长，这种纸印不下。请换大一点的标签纸。"),
    errors.CharacterMissing.code: _l("字库里没有“%(characters)s”，印出来会是空白。请先修改店铺或园区名称里的这个字，再申领。"),
    errors.ProofFailed.code: _l("序号 %(serial)d 的二维码没有通过核对，整批都没有交付。请重新申领。"),
    errors.CountOutOfRange.code: _l("一次可以申领 1 到 %(most)d 张，您要了 %(count)d 张。要更多请分几批申领。"),
    errors.BatchMoveRefused.code: move_refused,
    errors.NotReady.code: not_ready,
    errors.TokenRefused.code: token_refused,
    errors.OneAtATime.code: _l("%(format)s 文件只放一个二维码，您要了 %(count)d 个。请把 --count 改成 1，或者改用 PDF。"),
}  # fmt: skip
