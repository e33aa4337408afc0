"""Forms of the titles slice."""

from wtforms import BooleanField, HiddenField, MultipleFileField, RadioField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from app.infra.forms import CheckboxList, HouseForm
from app.infra.i18n import _, _l
from app.titles.phrases import WORDS
from app.titles.terms import Ground


class ProposalForm(HouseForm):
    chosen = CheckboxList(_l("拟授予称号的商家"), [DataRequired(_l("请至少选择一家商家"))])
    looked_up = BooleanField(
        _l("已在国家企业信用信息公示系统逐家查询，所选商家都没有列入严重违法失信名单"),
        [DataRequired(_l("请先在国家企业信用信息公示系统查询，确认后勾选。"))],
    )


PAPERS = _l("照片或 PDF，每个不超过 20 MB")


class CaseForm(HouseForm):
    ground = RadioField(
        _l("撤销的情形"),
        [DataRequired(_l("请选择六种情形之一"))],
        choices=[(one.value, WORDS[one]) for one in Ground],
    )
    reason = TextAreaField(
        _l("事实和理由"),
        [DataRequired(_l("请写明事实和理由")), Length(max=1000, message=_l("不能超过 1000 字"))],
        description=_l("会告知商家；决定撤销后在公开页面展示，不写个人信息"), render_kw={"rows": "4"},
    )  # fmt: skip
    evidence = TextAreaField(
        _l("证据"),
        [DataRequired(_l("请写明证据")), Length(max=1000, message=_l("不能超过 1000 字"))],
        description=_l("处罚决定书、列入决定等的文号和日期"), render_kw={"rows": "3"},
    )  # fmt: skip
    files = MultipleFileField(_l("证据文件"), description=PAPERS)

    def validate_files(self, field: MultipleFileField) -> None:
        if not any(getattr(one, "filename", "") for one in field.data or ()):
            raise ValidationError(_("请至少附一份证据文件，例如决定书的扫描件。"))


class StatementForm(HouseForm):
    waives = BooleanField(_l("我不陈述、不申辩"))
    statement = TextAreaField(
        _l("陈述申辩"),
        [Length(max=2000, message=_l("不能超过 2000 字"))],
        description=_l("事实有没有出入，有什么理由和证据。不会因为申辩而加重"), render_kw={"rows": "6"},
    )  # fmt: skip
    files = MultipleFileField(_l("您的证据"), [Optional()], description=PAPERS)

    def validate_statement(self, field: TextAreaField) -> None:
        if not field.data and not self.waives.data:
            raise ValidationError(_("请写下您的陈述申辩；不想说的，请勾选“我不陈述、不申辩”。"))
        if field.data and self.waives.data:
            raise ValidationError(_("您写了陈述申辩，又勾选了不陈述。请只留一样。"))


class CaseDecisionForm(HouseForm):
    """``confirmed`` comes from the second page only."""

    revokes = RadioField(
        _l("决定"),
        [DataRequired(_l("请选择决定"))],
        choices=[("yes", _l("撤销称号")), ("no", _l("不撤销"))],
    )
    why = TextAreaField(
        _l("理由"),
        [DataRequired(_l("请写明理由")), Length(max=1000, message=_l("不能超过 1000 字"))],
        description=_l("商家的陈述申辩是否采纳，为什么。商家会看到"), render_kw={"rows": "4"},
    )  # fmt: skip
    confirmed = HiddenField()


class ReasonForm(HouseForm):
    """``to`` is the act that was shown: the same click twice must not do and undo."""

    to = HiddenField()
    reason = TextAreaField(
        _l("理由"),
        [DataRequired(_l("请填写理由")), Length(max=500, message=_l("理由不能超过 500 字"))],
        description=_l("商家会看到这段话"), render_kw={"rows": "3"},
    )  # fmt: skip
