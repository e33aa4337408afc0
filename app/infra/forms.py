"""What every form shares: trimmed, full-width digits turned plain, sentences instead of codes."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, MultipleFileField, PasswordField, SelectMultipleField, StringField
from wtforms.fields.core import UnboundField
from wtforms.validators import DataRequired, Length, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.infra.i18n import _, _l
from app.kernel import codes, text

MOBILE_DIGITS = 11
KEY_LENGTH = 26
AS_PRINTED = {"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}


class HouseForm(FlaskForm):
    """A form that reads what people meant: ``　１３８００…`` is ``13800…``. Passwords stay as typed."""

    class Meta:
        def bind_field(self, form: Any, unbound_field: "UnboundField[Any]", options: dict[str, Any]) -> Field:
            kind = unbound_field.field_class
            if issubclass(kind, StringField) and not issubclass(kind, PasswordField):
                options = {**options, "filters": [_tidy, *unbound_field.kwargs.get("filters", ())]}
            return unbound_field.bind(form=form, **options)


class EmptyForm(HouseForm):
    """A button: nothing to fill in, only the token that says the click came from our page."""


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
        label, [DataRequired(missing), Length(max=30)], description=hint,
        render_kw={**AS_PRINTED, "maxlength": "30"},
    )  # fmt: skip


def receipt_secret() -> Any:
    """The field for the secret code below it."""
    return StringField(
        _l("查询码"), [DataRequired(_l("请填写查询码")), Length(max=40)], description=_l("12 位，在编号下面"),
        render_kw={**AS_PRINTED, "maxlength": "40"},
    )  # fmt: skip


class WithFiles(HouseForm):
    """Photographs, screenshots or PDFs may come along; ``uploads.clean_all`` looks at them."""

    files = MultipleFileField(
        _l("照片、截图或 PDF"),
        [Optional()],
        description=_l("最多 6 个，每个不超过 8 MB。照片里的拍摄地点等信息会自动去掉"),
    )


class Honeyed(HouseForm):
    """With a field that people do not see and robots fill in."""

    website = StringField(_l("请不要填写这一栏"), [Length(max=0, message=_l("请把“不要填写”的那一栏清空"))])


class CheckboxList(SelectMultipleField):
    """Several of a list, as checkboxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def _tidy(value: object) -> object:
    return text.plain(value) if isinstance(value, str) else value


class Mobile:
    """Eleven digits beginning with 1. Says which way the number is wrong."""

    def __call__(self, form: Any, field: Field) -> None:
        field.data = (field.data or "").replace(" ", "").replace("-", "")
        if len(field.data) != MOBILE_DIGITS:
            raise ValidationError(
                _("手机号应为 11 位数字，您填了 %(count)d 位，请检查。", count=len(field.data))
            )
        if not text.is_mobile(field.data):
            raise ValidationError(_("这不像一个手机号，请检查前几位。"))
