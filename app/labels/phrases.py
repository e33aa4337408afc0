"""Sentences of the labels slice."""

from app.infra.i18n import _, _l, number_text
from app.labels import errors
from app.labels.alphabet import LENGTH
from app.labels.mending import Mending
from app.labels.terms import BatchState, LabelAction, LedgerKind, Standing

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
    LabelAction.WAYBILLS_FORGOTTEN: _l("到期删除快递单号"),
    LabelAction.VOIDED: _l("作废标签"),
    LabelAction.PRINTED: _l("标签已印好"),
    LabelAction.REPRINTED: _l("补印标签"),
    LabelAction.PRINTER_KEPT: _l("保存打印机"),
    LabelAction.PRINTER_DROPPED: _l("删除打印机"),
    LabelAction.KEY_ROTATED: _l("更换标签密钥"),
    LabelAction.KEY_LET_GO: _l("停用旧的标签密钥"),
}
LEDGER = {
    LedgerKind.ISSUED: _l("发放"),
    LedgerKind.DELIVERED: _l("下载"),
    LedgerKind.PRINTED: _l("印好"),
    LedgerKind.REPRINTED: _l("补印"),
    LedgerKind.RANGE_VOIDED: _l("作废"),
    LedgerKind.SCATTERED: _l("多地扫码"),
    LedgerKind.LOOKED_INTO: _l("已核实"),
}
STANDINGS = {
    Standing.GENUINE: _l("真标签"),
    Standing.VOIDED: _l("已作废的标签"),
    Standing.EXPIRED: _l("过期的标签"),
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


def not_yours() -> str:
    return _("这张标签不是您的店铺或者园区申领的，您看不到它的详情。")


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
    kind, *where = (code or "?").split()
    if kind == errors.OpticalMiss.code and len(where) == 2:
        return optical_miss(int(where[0]), int(where[1]))
    if kind == errors.ProofFailed.code and len(where) == 2:
        return _("第 %(page)s 页第 %(cell)s 格的二维码没有通过核对，整批都没有交付。请重新申领一批；再次出现请联系管理员。", page=where[0], cell=where[1])  # fmt: skip
    return _("制作时出了问题，这批标签没有交付。请重新申领一批；再次出现请联系管理员。")


def optical_miss(page: int, cell: int) -> str:
    return _("第 %(page)d 页第 %(cell)d 格的二维码印出来扫不出，整批都没有交付。请重新申领一批；再次出现请联系管理员。", page=page, cell=cell)  # fmt: skip


def count_out_of_range(most: int, count: int) -> str:
    return _("一次可以申领 1 到 %(most)s 张，您要了 %(count)s 张。要更多请分几批申领。", most=number_text(most), count=number_text(count))  # fmt: skip


def span_too_long(most: int, count: int) -> str:
    return _("一次最多补印 %(most)s 张，您要了 %(count)s 张。请分几次补印，或者下载整批的文件。", most=number_text(most), count=number_text(count))  # fmt: skip


def quota_reached(whose: str, left: int, quota: int, count: int) -> str:
    if whose == "park":
        return _("本园区今天还可以申领 %(left)s 张（每天 %(quota)s 张），这次要了 %(count)s 张。请减少张数，或者明天再申领。", left=number_text(left), quota=number_text(quota), count=number_text(count))  # fmt: skip
    return _("这家店今天还可以申领 %(left)s 张（每天 %(quota)s 张），这次要了 %(count)s 张。请减少张数，或者明天再申领。", left=number_text(left), quota=number_text(quota), count=number_text(count))  # fmt: skip


def waybills_refused(reason: str, **facts: object) -> str:
    """What is wrong with the list, and in which line."""
    return {
        "too_big": _l("单号文件太大，请不要超过 16 MB，或者分几批申领。"),
        "too_many": _l("单号太多，请分几批申领。"),
        "kind": _l("这个文件看不懂，请存成 CSV 或 XLSX 再上传。"),
        "number": _l(
            "第 %(line)s 行的“%(written)s”不像快递单号。单号是 5 到 20 个字母、数字，可以有短横线。"
        ),
        "twice": _l("单号“%(written)s”在第 %(before)s 行和第 %(line)s 行各有一次，请去掉一个。"),
        "as_number": _l(
            "单号“%(written)s”在表格里存成了数字，后几位可能已经变了。请把这一列设成文本，重新填写。"
        ),
        "count": _l("单号有 %(numbers)s 个，标签要 %(count)s 张，个数要一样。"),
        "both": _l("单号请粘贴或者上传，只用一种。"),
    }[reason] % facts


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
    errors.CountOutOfRange.code: count_out_of_range,
    errors.BatchMoveRefused.code: move_refused,
    errors.NotReady.code: not_ready,
    errors.TokenRefused.code: token_refused,
    errors.SpanOutside.code: _l("这一批的序号是 %(least)d 到 %(most)d，没有 %(first)d 到 %(last)d 这一段。"),
    errors.SpanVoided.code: _l("序号 %(first)d 到 %(last)d 已经作废过了。"),
    errors.SpanTooLong.code: span_too_long,
    errors.CopiesOutOfRange.code: _l("每张可以印 1 到 %(most)d 份，您填了 %(copies)d 份。"),
    errors.QuotaReached.code: quota_reached,
    errors.OpticalMiss.code: optical_miss,
    errors.WaybillsRefused.code: waybills_refused,
    errors.RollOnly.code: _l("打印机指令只用于热敏卷纸，A4 纸请下载 PDF 打印。"),
    errors.KeysUsedUp.code: _l("%(last)d 把密钥都用过了，不能再换。请联系开发者。"),
    errors.KeyInUse.code: _l("第 %(key_id)d 把密钥正在用，请先换成下一把，再停用它。"),
    errors.KeyNeverUsed.code: _l("没有用第 %(key_id)d 把密钥做过标签，现在用的是第 %(current)d 把。"),
    errors.OneAtATime.code: _l("%(format)s 文件只放一张标签，您要了 %(count)d 张。请把 --count 改成 1，或者改用 PDF。"),
}  # fmt: skip
