"""The form of the guides slice."""

from flask_wtf.file import FileField
from wtforms import HiddenField, TextAreaField

from app.guides.drafting import MOST_CHARACTERS
from app.infra.forms import AS_CODE, HouseForm
from app.infra.i18n import _l
from app.kernel.text import visible


class DraftForm(HouseForm):
    """What the next version shall say. ``base`` is the version it was made from; ``file`` takes the text's place."""

    base = HiddenField()
    text = TextAreaField(
        _l("内容（YAML）"),
        filters=[lambda text: text],
        render_kw=AS_CODE,
        description=_l("先预览，看清改了哪几条，再发布。正在用的版本不会变"),
    )
    file = FileField(_l("或者上传 YAML 文件"), description=_l("选了文件就以文件为准"))

    def written(self) -> str:
        """The text, from the file if one was chosen. What is not UTF-8 is read as far as it goes."""
        if self.file.data and self.file.data.filename:
            content: bytes = self.file.data.stream.read(MOST_CHARACTERS * 4)
            return visible(content.decode("utf-8-sig", "replace"))
        return str(self.text.data or "")
