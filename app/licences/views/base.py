"""What the pages of licences share."""

from flask import Blueprint

from app.licences import forms, service
from app.licences.kind_queries import kind_name

blueprint = Blueprint("licences", __name__)
blueprint.add_app_template_filter(kind_name, "paper_kind")


def entry(form: forms.EntryForm) -> service.Entry:
    """What was confirmed; a form typed by hand has fewer lines."""
    further = {
        name: form[name].data or None for name in ("person", "address", "scope", "issued_on") if name in form
    }
    return service.Entry(
        kind=form.kind.data, number=form.number.data or form.uscc.data or "",
        holder_name=form.holder_name.data, uscc=form.uscc.data, valid_until=form.valid_until.data, **further,
    )  # fmt: skip
