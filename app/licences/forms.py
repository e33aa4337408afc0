"""Forms of the licences slice."""

from typing import Any

from flask import request
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, Field, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from app.infra import phrases
from app.infra.forms import CheckboxList, DayField, HouseForm
from app.infra.i18n import _, _l, say
from app.kernel import uscc
from app.licences import kind_queries


class UsccIfAny:
    """Empty, or a right code; says which character to look at."""

    def __call__(self, form: Any, field: Field) -> None:
        if not field.data:
            field.data = None
            return
        try:
            field.data = uscc.read(field.data)
        except uscc.UsccRefused as refusal:
            raise ValidationError(phrases.sentence(refusal)) from refusal


def last_day() -> DayField:
    return DayField(
        _l("有效期到哪一天"),
        description=_l("照证照上写的填；没有写到期日的，勾选下面的“长期有效”"),
    )


def for_good() -> BooleanField:
    return BooleanField(_l("长期有效"))


def paper_file() -> FileField:
    return FileField(
        _l("照片或 PDF"),
        [FileRequired(_l("请选择一张照片或一个 PDF"))],
        description=_l("拍全四个角，字要看得清。最大 20 MB"),
    )


def kinds_to_choose(first: str) -> list[tuple[str, str]]:
    """Every kind that may be uploaded, after the line that stands for none."""
    return [("", first), *((one.code, say(one.zh, one.en)) for one in kind_queries.current().offered)]


def asked_kind() -> str:
    """The kind that the address names, if there is such a one."""
    kind = request.args.get("kind", "")
    return kind if kind in kind_queries.current().by_code else ""


class ValidityForm(HouseForm):
    """Either a last day or 长期: which of them, the paper says. The two fields stand last in their forms."""

    def validate_long_term(self, field: BooleanField) -> None:
        if field.data and self.valid_until.data is not None:
            raise ValidationError(_l("填了日期就不要再勾“长期有效”，请只留一个"))
        if not field.data and self.valid_until.data is None and not self.valid_until.errors:
            raise ValidationError(_l("请填写有效期；没有写到期日的，请勾选“长期有效”"))


class EntryForm(ValidityForm):
    """What stands on a paper, confirmed by a person."""

    kind = SelectField(
        _l("这是什么证照"),
        [DataRequired(_l("请选择证照种类"))],
        choices=lambda: kinds_to_choose(_("请选择")),
    )
    holder_name = StringField(
        _l("证照上的名称"),
        [DataRequired(_l("请填写证照上的名称")), Length(max=80, message=_l("名称不能超过 80 字"))],
        description=_l("与证照一致"),
    )
    number = StringField(
        _l("证照编号"),
        [Length(max=80, message=_l("编号不能超过 80 字"))],
        description=_l("营业执照没有另外的编号，可以不填"),
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    uscc = StringField(
        _l("证照上的统一社会信用代码"),
        [UsccIfAny()],
        description=_l("营业执照一定要填。授权书、检测报告上是别人的代码，不用填"),
        render_kw={
            "autocapitalize": "characters",
            "autocomplete": "off",
            "spellcheck": "false",
            "maxlength": "30",
        },
    )
    valid_until = last_day()
    long_term = for_good()

    def validate_number(self, field: StringField) -> None:
        """Some papers have no number of their own beside the code."""
        kind = kind_queries.current().by_code.get(self.kind.data)
        if not field.data and kind is not None and kind.own_number:
            raise ValidationError(_l("请填写证照编号"))


class LicenceForm(EntryForm):
    """Typed by hand, the file with it."""

    file = paper_file()


class ConfirmForm(EntryForm):
    """What the machine proposed, each line to be compared with the picture."""

    person = StringField(
        _l("法定代表人或经营者"), [Optional(), Length(max=80, message=_l("姓名不能超过 80 字"))]
    )
    address = StringField(
        _l("住所或经营场所"), [Optional(), Length(max=200, message=_l("地址不能超过 200 字"))]
    )
    scope = TextAreaField(
        _l("经营范围"),
        [Optional(), Length(max=2000, message=_l("经营范围不能超过 2000 字"))],
        render_kw={"rows": "3"},
    )
    issued_on = DayField(
        _l("发证日期"),
        [Optional()],
    )


class UploadForm(HouseForm):
    """A picture or a PDF; what it is may be left to the machine."""

    file = paper_file()
    kind = SelectField(
        _l("这是什么证照"),
        [Optional()],
        choices=lambda: kinds_to_choose(_("让系统来认")),
    )


class VerifyForm(ValidityForm):
    """Stands under the cursor at once, so that it can be sent without a mouse."""

    number = StringField(
        _l("证照编号"),
        [DataRequired(_l("请填写证照编号")), Length(max=80, message=_l("编号不能超过 80 字"))],
        render_kw={"autocomplete": "off", "spellcheck": "false", "autofocus": True},
    )
    valid_until = last_day()
    long_term = for_good()


class RejectForm(HouseForm):
    reason = TextAreaField(
        _l("退回原因"),
        [DataRequired(_l("请写明退回原因")), Length(max=300, message=_l("退回原因不能超过 300 字"))],
        description=_l("商家会看到这段话。写清楚哪里不对、要怎么改"),
        render_kw={"rows": "3"},
    )


class KindForm(HouseForm):
    """A kind of paper. Who has to show it follows from what shops tick in their self-check."""

    zh = StringField(
        _l("名称"),
        [DataRequired(_l("请填写名称")), Length(2, 60, message=_l("名称要 2 到 60 个字"))],
        description=_l("照证照上的名称写，例如：烟花爆竹经营许可证"),
    )
    en = StringField(
        _l("英文名称"),
        [DataRequired(_l("请填写英文名称")), Length(2, 60, message=_l("名称要 2 到 60 个字"))],
    )
    scopes = CheckboxList(
        _l("哪些店铺必须有"),
        description=_l("勾了哪些经营内容的店铺必须上传。一个也不勾，就只是可以上传"),
    )
    one_a_shop = BooleanField(_l("一家店只有一张，新的核验通过后旧的作废"))
    own_number = BooleanField(_l("证照上另有编号，上传时要填"))
    offered = BooleanField(_l("商家现在可以上传这种证照"))
