"""The guides that come with the program."""

from collections.abc import Iterator

from app.guides.laws import law_index
from app.guides.schema import Amendment, Source, read_source
from app.infra.packs import FOLDER, Pack, read_yaml
from app.merchants.terms import MerchantKind

FRAME, AMENDMENTS = "guide.yaml", "amendments.yaml"


def source(year: int) -> Source:
    """All files of a year, checked. The items stand in the order of the frame's dimensions."""
    frame = read_yaml("guides", str(year), FRAME)
    files = [f"{one['code'].lower()}.yaml" for one in frame["dimensions"]]
    items = [item for name in files for item in read_yaml("guides", str(year), name)]
    return read_source(frame, items, law_index(year).as_of)


def amendments(year: int) -> tuple[Amendment, ...]:
    """What changes within the year, checked."""
    if not FOLDER.joinpath("guides", str(year), AMENDMENTS).is_file():
        return ()
    return tuple(Amendment.model_validate(one) for one in read_yaml("guides", str(year), AMENDMENTS))


def packs() -> Iterator[Pack]:
    for folder in sorted((FOLDER / "guides").iterdir()):
        whole = source(int(folder.name))
        for kind in MerchantKind:
            guide = whole.guide(kind)
            yield Pack("guides", kind.value, guide.year, guide.version, guide.model_dump(mode="json"))
