"""What every form shares: trimmed, full-width digits turned plain, sentences instead of codes."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, PasswordField, SelectMultipleField, StringField
from wtforms.fields.core import UnboundField
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.infra.i18n import _
from app.kernel import text

MOBILE_DIGITS = 11


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
