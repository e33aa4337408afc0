"""Sentences of the entry slice."""

from app.entry import rules
from app.entry.terms import EntryAction
from app.infra.i18n import _, _l

WORDS = {
    EntryAction.TOTP_ADDED: _l("绑定动态码"),
    EntryAction.TOTP_DROPPED: _l("解除动态码"),
    EntryAction.PASSKEY_ADDED: _l("添加通行密钥"),
    EntryAction.PASSKEY_DROPPED: _l("删除通行密钥"),
    EntryAction.CODES_MADE: _l("生成备用码"),
    EntryAction.CODE_USED: _l("使用备用码"),
    EntryAction.INVITED: _l("邀请同事"),
    EntryAction.INVITATION_TAKEN: _l("接受邀请"),
    EntryAction.RESET_SENT: _l("发出一次性链接"),
    EntryAction.SECONDS_CLEARED: _l("清除第二重验证"),
    EntryAction.CONFIRMED: _l("再次确认身份"),
    EntryAction.FORGOTTEN: _l("到期删除账号信息"),
}


def passkey_refused(reason: str) -> str:
    """What happened, and the way that always works."""
    return {
        "unknown": _("没有找到这把通行密钥对应的账号。请用手机号和密码登录。"),
        "challenge": _("这次验证已经过期，请再试一次。"),
        "copied": _("这把通行密钥可能被复制过，已拒绝。请用密码登录，并删除它。"),
        "unverified": _("通行密钥没有通过验证。请再试一次，或用密码登录。"),
        "full": _("一个账号最多 8 把通行密钥，请先删除不用的。"),
    }[reason]


ERRORS = {
    rules.ColleagueKnown.code: _l(
        "这个手机号已经有账号。请核对号码；如果是同一个人，可以在“同事账号”里找到，不用再邀请。"
    ),
    rules.CodeWrong.code: _l("验证码不对，或者已经用过。请等手机上换出新的一组再填。"),
    rules.PasswordWrong.code: _l("密码不对，请检查后再试。"),
    rules.PasskeyRefused.code: passkey_refused,
    rules.LinkOver.code: _l("这个链接已经用过或过期了。请重新申请一个。"),
    rules.LastProof.code: _l("您的岗位需要第二重验证，不能解除唯一的一种。请先添加另一种。"),
    rules.StrongNeeded.code: _l("请先退出，用已有的通行密钥或动态码登录，再添加新的验证方式。"),
    rules.NotOneself.code: _l("不能停用自己的账号，请让另一位管理员来做。"),
}
