"""The question that is put to help."""

from wtforms import SearchField

from app.infra.forms import HouseForm
from app.infra.i18n import _l


class SearchForm(HouseForm):
    """Asked by GET, so that the address can be kept."""

    q = SearchField(_l("想知道什么？写几个字就行"), render_kw={"maxlength": "40", "autocomplete": "off"})
