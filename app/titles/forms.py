"""Forms of the titles slice."""

from wtforms import BooleanField, HiddenField, RadioField, TextAreaField
from wtforms.validators import DataRequired, Length

from app.infra.forms import CheckboxList, HouseForm
from app.infra.i18n import _l
from app.titles.phrases import WORDS
from app.titles.terms import Ground


class ProposalForm(HouseForm):
    chosen = CheckboxList(_l("拟授予称号的商家"), [DataRequired(_l("请至少选择一家商家"))])
    minutes = TextAreaField(
        _l("会议记录"),
        [DataRequired(_l("请填写会议记录")), Length(max=2000, message=_l("会议记录不能超过 2000 字"))],
        description=_l("时间、到会人员、回避情况和评议意见"), render_kw={"rows": "5"},
    )  # fmt: skip
    looked_up = BooleanField(
        _l("已在国家企业信用信息公示系统逐家查询，所选商家都没有列入严重违法失信名单"),
        [DataRequired(_l("请先在国家企业信用信息公示系统查询，确认后勾选。"))],
    )


class RevokeForm(HouseForm):
    """``confirmed`` comes from the second page only."""

    ground = RadioField(
        _l("撤销的情形"),
        [DataRequired(_l("请选择六种情形之一"))],
        choices=[(one.value, WORDS[one]) for one in Ground],
    )
    reason = TextAreaField(
        _l("事实和理由"),
        [DataRequired(_l("请写明事实和理由")), Length(max=1000, message=_l("不能超过 1000 字"))],
        description=_l("会在公开页面展示，不写个人信息"), render_kw={"rows": "4"},
    )  # fmt: skip
    evidence = TextAreaField(
        _l("证据"),
        [DataRequired(_l("请写明证据")), Length(max=1000, message=_l("不能超过 1000 字"))],
        description=_l("处罚决定书、列入决定等的文号和日期"), render_kw={"rows": "3"},
    )  # fmt: skip
    hearing = TextAreaField(
        _l("商家的陈述申辩"),
        [DataRequired(_l("请写明商家的陈述申辩，或者告知后没有提出")), Length(max=1000, message=_l("不能超过 1000 字"))],
        description=_l("什么时候告知、商家怎么说、是否采纳"), render_kw={"rows": "3"},
    )  # fmt: skip
    confirmed = HiddenField()


class ReasonForm(HouseForm):
    reason = TextAreaField(
        _l("理由"),
        [DataRequired(_l("请填写理由")), Length(max=500, message=_l("理由不能超过 500 字"))],
        description=_l("商家会看到这段话"), render_kw={"rows": "3"},
    )  # fmt: skip
