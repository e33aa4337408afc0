"""Sentences of the accounts slice."""

from app.accounts import rules
from app.accounts.terms import AccountAction, Role, SignInWay
from app.infra.i18n import _, _l

WORDS = {
    Role.MERCHANT: _l("商家"),
    Role.PARK: _l("园区"),
    Role.OFFICER: _l("监管人员"),
    Role.MONITOR: _l("第三方监测"),
    Role.INDUSTRY: _l("行业协会"),
    Role.PANELIST: _l("考评组成员"),
    Role.ADMIN: _l("县区管理员"),
    AccountAction.REGISTERED: _l("注册账号"),
    AccountAction.OPENED: _l("开通账号"),
    AccountAction.SIGNED_IN: _l("登录"),
    AccountAction.SESSION_ENDED: _l("退出一处登录"),
    AccountAction.PASSWORD_CHANGED: _l("修改密码"),
    AccountAction.CLOSED: _l("停用账号"),
    AccountAction.REOPENED: _l("恢复账号"),
    SignInWay.PASSWORD: _l("密码"),
    SignInWay.SECOND: _l("密码和动态码"),
    SignInWay.PASSKEY: _l("通行密钥"),
    SignInWay.DEMO: _l("演示入口"),
}


def weak_password(reason: str, least: int = 0, most: int = 0) -> str:
    """Why this password will not do, and what would."""
    return {
        "short": _("密码太短了，请至少用 %(least)d 位。", least=least),
        "long": _("密码太长了，请不要超过 %(most)d 位。", most=most),
        "known": _("这个密码太容易被猜到。请换一个，比如把几个不相干的词连起来。"),
        "self": _("密码里不要包含您的手机号，请换一个。"),
    }[reason]


ERRORS = {
    rules.PasswordWeak.code: weak_password,
    rules.PhoneTaken.code: _l("这个手机号已经注册过了。请直接登录；忘了密码，可以在登录页上找回。"),
    rules.AccountForgotten.code: _l("这个账号停用已久，手机号和验证方式已经删除，不能再恢复。请重新邀请。"),
    rules.SignInRefused.code: _l("账号或密码不对，请检查后再试。"),
    rules.EmailTaken.code: _l("这个邮箱已经用来登录另一个账号了，请换一个。"),
}
