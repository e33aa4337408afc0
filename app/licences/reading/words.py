"""The words printed on licences: which label announces which field, which title names which kind."""

import re
from collections.abc import Mapping

from app.licences.terms import LicenceKind, ReadField

LABELS: Mapping[str, ReadField | None] = {
    "统一社会信用代码": ReadField.USCC, "社会信用代码(身份证号码)": ReadField.USCC, "社会信用代码": ReadField.USCC,
    "名称": ReadField.NAME, "经营者名称": ReadField.NAME, "企业名称": ReadField.NAME, "备案人名称": ReadField.NAME,
    "备案人": ReadField.NAME, "字号名称": ReadField.NAME, "单位名称": ReadField.NAME, "被授权方": ReadField.NAME,
    "被授权人": ReadField.NAME, "委托单位": ReadField.NAME, "认证委托人": ReadField.NAME,
    "法定代表人(负责人)": ReadField.PERSON, "法定代表人": ReadField.PERSON, "经营者": ReadField.PERSON,
    "负责人": ReadField.PERSON, "执行事务合伙人": ReadField.PERSON, "投资人": ReadField.PERSON,
    "住所": ReadField.ADDRESS, "经营场所": ReadField.ADDRESS, "主要经营场所": ReadField.ADDRESS, "住所(经营场所)": ReadField.ADDRESS,
    "营业场所": ReadField.ADDRESS, "地址": ReadField.ADDRESS,
    "经营范围": ReadField.SCOPE, "经营项目": ReadField.SCOPE, "业务范围": ReadField.SCOPE,
    "许可证编号": ReadField.NUMBER, "备案编号": ReadField.NUMBER, "备案号": ReadField.NUMBER, "证书编号": ReadField.NUMBER,
    "报告编号": ReadField.NUMBER, "授权书编号": ReadField.NUMBER, "证号": ReadField.NUMBER, "编号": ReadField.NUMBER,
    "发证日期": ReadField.ISSUED_ON, "签发日期": ReadField.ISSUED_ON, "核准日期": ReadField.ISSUED_ON,
    "备案日期": ReadField.ISSUED_ON, "颁证日期": ReadField.ISSUED_ON,
    "有效期至": ReadField.VALID_UNTIL, "有效期限": ReadField.VALID_UNTIL, "营业期限": ReadField.VALID_UNTIL,
    "有效期": ReadField.VALID_UNTIL, "经营期限": ReadField.VALID_UNTIL, "合伙期限": ReadField.VALID_UNTIL,
    "授权期限": ReadField.VALID_UNTIL,
    "类型": None, "组成形式": None, "注册资本": None, "注册资金": None, "成立日期": None, "注册日期": None, "登记机关": None,
    "主体业态": None, "日常监督管理机构": None, "日常监督管理人员": None, "投诉举报电话": None, "发证机关": None,
    "签发人": None, "法定代表人身份证": None, "邮政编码": None, "联系电话": None, "仓库地址": None,
}  # fmt: skip
"""What is printed before a value; None announces something nobody asked for, and ends the value before it."""

LEFT_OVER = {"名": ReadField.NAME, "称": ReadField.NAME, "所": ReadField.ADDRESS}
"""What is left of a spread label when half of it was lost."""

LONGEST_FIRST = sorted(LABELS, key=len, reverse=True)
SPREAD = {label for label in LABELS if len(label) == 2}  # printed wide apart: 名　　称
TITLES: tuple[tuple[re.Pattern[str], LicenceKind], ...] = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        ("营业执照", LicenceKind.BUSINESS_LICENCE),
        (
            "食品(经营|生产|流通)许可证|销售预包装食品.*备案|食品.*(备案|登记)(证|凭证|表|信息)",
            LicenceKind.FOOD_LICENCE,
        ),
        ("化妆品.*(备案|注册)", LicenceKind.COSMETICS_RECORD),
        ("(药品|医疗器械).*(许可证|备案凭证)", LicenceKind.DRUG_DEVICE_LICENCE),
        ("出版物经营许可证", LicenceKind.PUBLICATION_LICENCE),
        ("授权书|授权委托书", LicenceKind.BRAND_AUTHORISATION),
        ("(检验|检测|检验检测)报告", LicenceKind.INSPECTION_REPORT),
        ("强制性产品认证|认证证书", LicenceKind.CCC_CERTIFICATE),
    )
)
DAY = re.compile(r"((?:19|20)\d{2})(?:年\D{0,2}|[-./])(\d{1,2})(?:月\D{0,2}|[-./])(\d{1,2})")
"""A stamp over the day may be read as a character or two between its parts."""
FOR_GOOD = re.compile("长期|永久|无固定期限|不约定期限")
FOOD_NUMBER = re.compile(r"(?:JY|SC|YB)\d{14}")
CODE_LIKE = re.compile(r"(?=([0-9A-Z]{18}))")
MENDED = str.maketrans({"O": "0", "I": "1"})
TRIMMED = ":.、,;·-—_|*'\"“”‘’"


def label_of(text: str) -> str | None:
    """The label a line begins with, allowing one misread character in the longer ones."""
    if text in LEFT_OVER:
        return text
    for label in LONGEST_FIRST:
        head = text[: len(label)]
        wrong = sum(a != b for a, b in zip(head, label, strict=False)) + len(label) - len(head)
        if wrong == 0 or (wrong == 1 and len(label) >= 4 and head[:1] == label[:1]):
            return label
    return None


def field_of(label: str) -> ReadField | None:
    return LEFT_OVER.get(label) or LABELS.get(label)


def kind_of(text: str) -> LicenceKind | None:
    return next((kind for pattern, kind in TITLES if pattern.search(text)), None)
