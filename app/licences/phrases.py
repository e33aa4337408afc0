"""Sentences of the licences slice."""

from app.infra import papers
from app.infra.i18n import _, _l
from app.licences import kinds, rules
from app.licences.terms import (
    LicenceAction,
    LicenceState,
    ReadField,
    ReadingState,
    ReadingTrouble,
)

WORDS = {
    ReadField.KIND: _l("证照种类"),
    ReadField.NAME: _l("名称"),
    ReadField.USCC: _l("统一社会信用代码"),
    ReadField.NUMBER: _l("编号"),
    ReadField.PERSON: _l("法定代表人或经营者"),
    ReadField.ADDRESS: _l("住所或经营场所"),
    ReadField.SCOPE: _l("经营范围"),
    ReadField.ISSUED_ON: _l("发证日期"),
    ReadField.VALID_UNTIL: _l("有效期"),
    ReadingState.WAITING: _l("正在认字"),
    ReadingState.READ: _l("等您核对"),
    ReadingState.FAILED: _l("等您填写"),
    ReadingTrouble.NO_ENGINE: _l("这里暂时不能自动认字，请照着图片填写。"),
    ReadingTrouble.TOO_LONG: _l("这张图认得太久，没有认完。请照着图片填写，或换一张清楚的重新上传。"),
    ReadingTrouble.NOTHING: _l("图上的字没有认出来。请照着图片填写，或换一张清楚的重新上传。"),
    ReadingTrouble.PRIVATE: _l("身份材料不由机器读取，请照着图片填写。"),
    LicenceState.SUBMITTED: _l("待核验"),
    LicenceState.VERIFIED: _l("已核验"),
    LicenceState.REJECTED: _l("已退回"),
    LicenceState.EXPIRED: _l("已过期"),
    LicenceState.REPLACED: _l("已换新"),
    LicenceAction.UPLOADED: _l("上传证照照片"),
    LicenceAction.DROPPED: _l("丢弃证照照片"),
    LicenceAction.SUBMITTED: _l("提交证照"),
    LicenceAction.VERIFIED: _l("核验通过证照"),
    LicenceAction.REJECTED: _l("退回证照"),
    LicenceAction.EXPIRED: _l("证照到期"),
    LicenceAction.REPLACED: _l("证照换新"),
    LicenceAction.ORIGINAL_OPENED: _l("调取证照原件"),
    LicenceAction.KINDS_CHANGED: _l("更新证照种类"),
}


def paper_refused(reason: str, most: int = 0, count: int = 0) -> str:
    """Why this file cannot be kept, and how to get one that can."""
    return {
        "heic": _(
            "这张 HEIC 照片打不开。请在手机“设置 → 相机 → 格式”里选“兼容性最佳”后重拍，"
            "或用截图保存成 JPEG 再上传。"
        ),
        "broken": _("这张照片打不开，可能没有传完整。请重新拍一张或重新保存后再上传。"),
        "too_large": _("这张照片太大了，最多 %(most)d 万像素。请用手机普通画质拍一张。", most=most),
        "too_small": _("这张照片太小了，上面的字看不清。请靠近一点重新拍。"),
        "broken_pdf": _("这个 PDF 打不开，可能没有传完整。请重新导出后再上传，或改传照片。"),
        "locked": _("这个 PDF 设了密码，核验的人打不开。请去掉密码再上传，或改传照片。"),
        "empty": _("这个 PDF 里没有内容，请检查后重新上传。"),
        "too_long": _(
            "这个 PDF 有 %(count)d 页，最多 %(most)d 页。请只留证照所在的几页。", count=count, most=most
        ),
    }[reason]


ERRORS = {
    papers.PaperRefused.code: paper_refused,
    kinds.NameTaken.code: _l("已经有一种证照叫“%(name)s”了，请换个名称，或直接改那一种。"),
    kinds.KindUnknown.code: _l("没有这种证照。请刷新页面，重新选择。"),
    rules.MoveRefused.code: _l("这张证照现在是“%(state)s”，不用再处理了。"),
    rules.UsccDiffers.code: _l(
        "证照上的代码 %(written)s 和店铺登记的 %(shops)s 不一样，不能核验通过。请退回，让商家核对后重新上传。"
    ),
    rules.UsccNeeded.code: _l("请填写营业执照上的统一社会信用代码。"),
    rules.LicenceOver.code: _l("这张证照的有效期到%(day)s为止，已经过期。请上传还在有效期内的证照。"),
}
