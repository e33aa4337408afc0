"""The story of a complaint: from the label on the parcel to the officer's last word."""

from dataclasses import dataclass

from tests.browser.visitor import Visitor

TROUBLE = "十月三日买的紫笋茶，收到时一罐封口破了，茶叶受潮。"
TELEPHONE = "13800000000"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the consumer copies down."""

    code: str
    secret: str


def scans(consumer: Visitor, address: str, seller: str) -> None:
    """The camera opens what stands in the code, as it stands there."""
    consumer.open(address)
    consumer.reads(seller, "真标签")
    consumer.look("5-tag")


def complains(consumer: Visitor) -> Receipt:
    """Step 5, first half: no account; a receipt at the end."""
    consumer.press("投诉 / 反馈")
    consumer.look("5-form")
    consumer.press("提交投诉")
    consumer.reads("请写发生了什么", "请填写手机号")
    consumer.look("5-form-empty")
    consumer.page.locator("main select[name=about]").select_option(index=1)
    consumer.fill(
        happened=TROUBLE,
        wanted="换货",
        amount="３９．９元",
        phone=TELEPHONE,
        name="王先生",
        may_pass_on="yes",
    )
    consumer.press("提交投诉")
    consumer.reads("投诉已提交")
    consumer.look("5-receipt")
    code, secret = (consumer.page.locator("main dl dd").nth(place).inner_text() for place in (0, 1))
    return Receipt(code.strip(), secret.strip())


def follows(consumer: Visitor, receipt: Receipt) -> None:
    """With the number and the secret, which are not remembered for anybody else."""
    consumer.open("/r/330522/complaints/follow")
    consumer.fill(code=receipt.code.lower(), secret="AAAA AAAA AAAA")
    consumer.press("查看")
    consumer.reads("查询码")
    assert "/follow/" not in consumer.page.url, "a wrong secret opened the case"
    consumer.fill(code=receipt.code.lower(), secret=receipt.secret)
    consumer.press("查看")
    consumer.reads(receipt.code, "换货")
    consumer.look("5-case")


def is_answered(seller: Visitor, receipt: Receipt) -> None:
    seller.open("/desk")
    seller.look("5-desk")
    seller.open("/complaints")
    seller.press(receipt.code)
    seller.reads(TROUBLE, "138****0000")
    seller.press("答复消费者")
    seller.fill(stance="proposes", text="已经补寄一罐，今天发出，运单号稍后留言。")
    seller.look("5-answer")
    seller.press("发出答复")
    seller.reads("答复已发出")
    seller.look("5-answered")


def is_not_content(consumer: Visitor) -> None:
    """Says so, and asks for the bureau."""
    consumer.page.reload()
    consumer.reads("已经补寄一罐")
    consumer.press("没有解决")
    consumer.reads("您的意见已记下")
    consumer.press("转给市场监管部门（12315）")
    consumer.fill(name="王大明", address="杭州市西湖区演示路 1 号")
    consumer.press("转过去")
    consumer.reads("法定期限从现在起算")
    consumer.look("5-at-the-bureau")


def is_closed(officer: Visitor, consumer: Visitor, receipt: Receipt) -> None:
    officer.open("/complaints")
    officer.look("5-queue")
    officer.press(receipt.code)
    officer.press("受理")
    officer.fill(text="符合受理条件，已联系双方。")
    officer.press("受理")
    officer.reads("已受理")
    officer.look("5-accepted")
    officer.press("结案")
    officer.fill(
        outcome="mediation_ended", text="双方意见不一致，已告知消费者可以向法院起诉，补寄的茶叶已签收。"
    )
    officer.look("5-close")
    officer.press("结案")
    officer.reads("已结案")
    consumer.page.reload()
    consumer.reads("已结案")
    consumer.look("5-closed")
