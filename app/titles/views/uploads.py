"""Files that come with a form."""

from collections.abc import Iterable

from werkzeug.datastructures import FileStorage

from app.infra import papers, storage
from app.infra.papers import Paper


def read_all(uploads: Iterable[FileStorage | str] | None) -> list[Paper]:
    """Each file looked at closely; an empty file input is no file.

    Raises ``storage.FileRefused``, ``papers.PaperRefused``.
    """
    sent = [one for one in uploads or () if isinstance(one, FileStorage) and one.filename]
    return [papers.read(storage.take(one.stream, one.filename or "")) for one in sent]
