"""What every form shares: trimmed, full-width digits turned plain, sentences instead of codes."""

from decimal import Decimal
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    DecimalField,
    Field,
    HiddenField,
    IntegerField,
    MultipleFileField,
    PasswordField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.core import UnboundField
from wtforms.validators import DataRequired, Length, Optional, StopValidation, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.infra.i18n import _, _l
from app.kernel import codes, text

MOBILE_DIGITS = 11
DAY_AS_WRITTEN = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"]
FIRST_YEAR, LAST_YEAR = 1900, 2199  # of any day that somebody may mean
KEY_LENGTH = 26
BEYOND = 10**12  # more than anybody counts or owes here
AS_CODE = {
    "rows": "24", "spellcheck": "false", "autocapitalize": "off", "autocomplete": "off", "autocorrect": "off",
    "translate": "no", "data-code": "yaml",
}  # fmt: skip
"""For fields that hold text for a program: nothing corrects it, every blank can be seen to be one."""
AS_PRINTED = {"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}


TOO_LONG = _l("这里太长了，请对照回执检查。")
CHOOSE_AGAIN = _l("这一项现在不能这样选，请从列出的选项里重新选。")
SENTENCES = {  # for what the form library says of itself
    "Not a valid choice.": CHOOSE_AGAIN,
    "Invalid Choice: could not coerce.": CHOOSE_AGAIN,
    "Invalid choice(s): one or more data inputs could not be coerced.": CHOOSE_AGAIN,
    "'%(value)s' is not a valid choice for this field.": CHOOSE_AGAIN,
    "Not a valid integer value.": _l("请填写一个整数，例如 7。"),
    "Not a valid decimal value.": _l("请填写一个数，例如 85.5。"),
    "This field is required.": _l("请填写这一项。"),
    "Field cannot be longer than %(max)d character.": _l("这里太长了，请检查是不是填错了格。"),
}


class _HouseWords:
    """Its messages in our words."""

    def gettext(self, said: str) -> str:
        return str(SENTENCES.get(said, said))

    def ngettext(self, one: str, _many: str, _count: int) -> str:
        return self.gettext(one)


class HouseForm(FlaskForm):
    """A form that reads what people meant: ``　１３８００…`` is ``13800…``. Passwords stay as typed."""

    class Meta:
        def bind_field(self, form: Any, unbound_field: "UnboundField[Any]", options: dict[str, Any]) -> Field:
            kind = unbound_field.field_class
            if issubclass(kind, StringField) and not issubclass(kind, PasswordField):
                options = {**options, "filters": [_tidy, *unbound_field.kwargs.get("filters", ())]}
            elif issubclass(kind, IntegerField | DecimalField):
                options = {**options, "filters": [_countable, *unbound_field.kwargs.get("filters", ())]}
            return unbound_field.bind(form=form, **options)

        def get_translations(self, form: Any) -> Any:
            return _HouseWords()

        def render_field(self, field: Field, render_kw: dict[str, Any]) -> Any:
            """A browser would cut a long text off without a word: here the person is told, and cuts it herself."""
            if isinstance(field, TextAreaField):
                render_kw.setdefault("maxlength", False)
            return super().render_field(field, render_kw)  # type: ignore[misc]  # WTForms joins this with its own


class EmptyForm(HouseForm):
    """A button: nothing to fill in, only the token that says the click came from our page."""


class EraseForm(HouseForm):
    """What cannot be undone is ticked first: public pages have no script that would ask once more."""

    sure = BooleanField(
        _l("我知道删除后不能恢复"), [DataRequired(_l("删除后不能恢复。确定要删的，请先勾选再点一次"))]
    )


def fresh_key() -> str:
    return codes.fresh(KEY_LENGTH)


class OwnKey:
    """The form's own random key: 26 characters of our alphabet, as we gave it out."""

    def __call__(self, form: Any, field: Field) -> None:
        told = field.data or ""
        if len(told) != KEY_LENGTH or not set(told) <= set(codes.ALPHABET):
            raise ValidationError(_l("这个页面不完整，请刷新后再提交。"))


class Keyed(HouseForm):
    """A form that knows itself again, so that a second click does no harm."""

    key = HiddenField(default=fresh_key, validators=[OwnKey()])


def receipt_number(label: Any, *, missing: Any, hint: Any) -> Any:
    """The field for the number on a receipt, left as it is printed."""
    return StringField(
        label, [DataRequired(missing), Length(max=30, message=TOO_LONG)], description=hint,
        render_kw={**AS_PRINTED, "maxlength": "30"},
    )  # fmt: skip


def receipt_secret() -> Any:
    """The field for the secret code below it."""
    return StringField(
        _l("查询码"), [DataRequired(_l("请填写查询码")), Length(max=40, message=TOO_LONG)], description=_l("12 位，在编号下面"),
        render_kw={**AS_PRINTED, "maxlength": "40"},
    )  # fmt: skip


class WithFiles(HouseForm):
    """Photographs, screenshots or PDFs may come along; ``uploads.clean_all`` looks at them."""

    files = MultipleFileField(
        _l("照片、截图或 PDF"),
        [Optional()],
        description=_l("最多 6 个，每个不超过 8 MB，一共不超过 20 MB。照片里的拍摄地点等信息会自动去掉"),
    )


class Honeyed(HouseForm):
    """With a field that people do not see and robots fill in."""

    website = StringField(_l("请不要填写这一栏"), [Length(max=0, message=_l("请把“不要填写”的那一栏清空"))])


class DayField(DateField):
    """A day as the phone's picker gives it, or as people write it; may be left empty. A year of another age is a slip."""

    data: Any

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        words = _l("请写成 2027-01-31 这样的日期")
        super().__init__(label, validators, DAY_AS_WRITTEN, invalid_value_message=words, **kwargs)

    def process_formdata(self, valuelist: list[Any]) -> None:
        if not any(valuelist):
            return
        super().process_formdata([text.plain(one).replace(" ", "") for one in valuelist])
        if not FIRST_YEAR <= self.data.year <= LAST_YEAR:
            self.data = None
            raise ValueError(_("日期里的年份不对，请检查。"))

    def pre_validate(self, form: Any) -> None:
        """What is unreadable is said to be so, and not to be missing."""
        if self.process_errors:
            raise StopValidation


class CheckboxList(SelectMultipleField):
    """Several of a list, as checkboxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def _tidy(value: object) -> object:
    return text.plain(value) if isinstance(value, str) else value


def _countable(number: Any) -> Any:
    """What no machine number holds becomes one that is out of every range, so that the range's own sentence is said."""
    if number is None or ((not isinstance(number, Decimal) or number.is_finite()) and abs(number) <= BEYOND):
        return number
    return type(number)(BEYOND)


class Mobile:
    """Eleven digits beginning with 1. Says which way the number is wrong."""

    def __call__(self, form: Any, field: Field) -> None:
        field.data = text.dialled(field.data or "")
        if len(field.data) != MOBILE_DIGITS:
            raise ValidationError(
                _("手机号应为 11 位数字，您填了 %(count)d 位，请检查。", count=len(field.data))
            )
        if not text.is_mobile(field.data):
            raise ValidationError(_("这不像一个手机号，请检查前几位。"))
