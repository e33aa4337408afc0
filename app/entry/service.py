"""Inviting people, resetting passwords, taking a link."""

from datetime import datetime

from app.accounts import passwords, sessions
from app.accounts import queries as accounts
from app.accounts import rules as account_rules
from app.accounts import service as account_service
from app.accounts.models import Login, User
from app.accounts.terms import Role
from app.entry import links, rules
from app.entry.terms import EntryAction, LinkFor
from app.infra import audit, seals
from app.infra.audit import Actor
from app.infra.i18n import _l
from app.infra.scope import Session
from app.kernel import codes
from app.notices import outbound
from app.notices.terms import Purpose


def invite(
    *, name: str, phone: str, role: Role, organisation_id: int | None, by: Actor, now: datetime
) -> User:
    """A colleague's account, closed until the link is taken. Raises ``rules.ColleagueKnown``."""
    unusable = seals.hash_password(codes.fresh(32))
    try:
        user = account_service.open_account(
            phone=phone, password="", name=name, role=role, organisation_id=organisation_id, by=by, now=now,
            kept_hash=unusable,
        )  # fmt: skip
    except account_rules.PhoneTaken:
        raise rules.ColleagueKnown from None  # who reads this is not the one who could sign in
    Session().get_one(Login, user.id).is_open = False
    audit.record(EntryAction.INVITED, user, by=by, now=now, role=role.value)
    return user


def link_for(user: User, purpose: LinkFor, *, by: Actor, now: datetime) -> str:
    """A fresh one-time secret for this person; the one before ends. Raises ``account_rules.AccountForgotten``."""
    if user.forgotten_at is not None:
        raise account_rules.AccountForgotten
    lives = rules.INVITATION_LIVES if purpose is LinkFor.INVITATION else rules.RESET_LIVES
    secret = links.make(purpose, lives=lives, login=Session().get_one(Login, user.id), now=now)
    audit.record(EntryAction.RESET_SENT, user, by=by, now=now, purpose=purpose.value)
    return secret


def send_link(user: User, purpose: LinkFor, url: str, *, now: datetime) -> None:
    """By SMS to the phone of the account. The address stands in the message alone, not in our log."""
    words = {
        LinkFor.INVITATION: _l("您的工作账号已备好，请在三天内打开链接设置密码：%(url)s", url=url),
        LinkFor.RESET: _l("请在 30 分钟内打开链接设置新密码：%(url)s 不是您本人操作请忽略。", url=url),
    }[purpose]
    outbound.send_sms(
        user.phone, words, key=f"{purpose.value} {codes.fresh(10)}", purpose=Purpose.CODE, urgent=True,
        user_id=user.id, now=now,
    )  # fmt: skip


def set_password(user: User, password: str, *, now: datetime) -> None:
    """What a taken link leads to: the new password; an invited person's account opens.

    Raises ``accounts.rules.PasswordWeak``.
    """
    passwords.check(password, phone=user.phone)
    login = Session().get_one(Login, user.id)
    if not login.is_open:
        login.is_open = True
        audit.record(EntryAction.INVITATION_TAKEN, user, by=user, now=now)
    sessions.change_password(user, password, by=user, now=now)


def whose(phone: str) -> Login | None:
    """In the house's own scope. Closed accounts get no link."""
    login = accounts.login_by_phone(phone)
    return login if login is not None and login.is_open else None
