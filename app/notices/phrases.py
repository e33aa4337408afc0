"""Sentences of the notices slice."""

from app.infra.i18n import _l
from app.notices import rules
from app.notices.terms import DeliveryState, NoticeAction, Port, Purpose, Trouble

WORDS = {
    Port.EMAIL: _l("电子邮件"),
    Port.SMS: _l("短信"),
    DeliveryState.WAITING: _l("等待发送"),
    DeliveryState.HELD: _l("夜里不打扰，早上 9 点发"),
    DeliveryState.SENDING: _l("正在发送"),
    DeliveryState.SENT: _l("已发出"),
    DeliveryState.UNSURE: _l("可能已发出，没有重发"),
    DeliveryState.FAILED: _l("没有发出"),
    Purpose.NOTICE: _l("站内消息"),
    Purpose.CODE: _l("验证联系方式"),
    Purpose.RECEIPT: _l("找回查询码"),
    Purpose.CASE: _l("投诉举报的进展"),
    Trouble.UNREACHABLE: _l("发送服务连不上"),
    Trouble.NOT_SECURE: _l("发送服务没有可信的加密连接"),
    Trouble.SIGN_IN: _l("发送服务不认我们的账号"),
    Trouble.LATER: _l("对方请我们稍后再发"),
    Trouble.REFUSED: _l("对方不收：地址可能不存在"),
    Trouble.OTHER: _l("发送时出了意外"),
    NoticeAction.CONTACT_ASKED: _l("登记联系方式"),
    NoticeAction.CONTACT_VERIFIED: _l("验证联系方式"),
    NoticeAction.CONTACT_DROPPED: _l("删除联系方式"),
    NoticeAction.CHOICE_MADE: _l("选择通知方式"),
    NoticeAction.SENT_AGAIN: _l("重新发送通知"),
}
ERRORS = {
    rules.CodeOver.code: _l("这个验证码已经失效。请返回上一步，重新获取一个。"),
    rules.CodeTooSoon.code: _l("验证码刚发过，请 %(seconds)s 秒后再试。"),
    rules.NothingToSend.code: _l("这条通知不用重发：它正在发送、已经发出，或者内容已按期清除。"),
}
