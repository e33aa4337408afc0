"""Layouts of label paper: what the pack may say, and reading it."""

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.labels.errors import LayoutUnknown

PACKS = Path(__file__).parent.parent / "packs" / "layouts"
CURRENT = "2026"
QUIET_MODULES = 4  # of white on every side. Source: ISO/IEC 18004, 6.3.8
SMALLEST_SIZE = 29  # modules of version 3, the code of an address with a short host
Length = Annotated[float, Field(ge=0, le=1000)]
Side = Annotated[float, Field(gt=0, le=1000)]


class Medium(StrEnum):
    SHEET = "sheet"  # A4, several labels
    ROLL = "roll"  # one label, one page


class Arrangement(StrEnum):
    BESIDE = "beside"  # words to the right of the code
    STACKED = "stacked"  # words under it


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Names(_Part):
    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Box(_Part):
    width_mm: Side
    height_mm: Side


class Grid(_Part):
    columns: int = Field(ge=1, le=20)
    rows: int = Field(ge=1, le=40)

    @property
    def cells(self) -> int:
        return self.columns * self.rows


class Margin(_Part):
    left_mm: Length
    top_mm: Length


class Pair(_Part):
    """Two lengths, across and down."""

    x_mm: Length
    y_mm: Length


class TypeSizes(_Part):
    """Type sizes wished for, in points; words that do not fit are set smaller."""

    words_pt: float = Field(ge=5, le=40)
    name_pt: float = Field(ge=5, le=40)
    hotline_pt: float = Field(ge=5, le=40)
    token_pt: float = Field(ge=5, le=40)


class Layout(_Part):
    """One kind of label paper. Lengths in millimetres, from the top left of the sheet."""

    key: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)+$")
    names: Names
    medium: Medium
    sheet: Box
    grid: Grid
    label: Box
    margin: Margin
    gap: Pair
    safe: Pair
    module_dots: dict[int, int]
    usual_dpi: int
    arrangement: Arrangement
    type: TypeSizes

    @model_validator(mode="after")
    def _fits(self) -> Self:
        for across, margin, gap, label, sheet in (
            (self.grid.columns, self.margin.left_mm, self.gap.x_mm, self.label.width_mm, self.sheet.width_mm),
            (self.grid.rows, self.margin.top_mm, self.gap.y_mm, self.label.height_mm, self.sheet.height_mm),
        ):
            if margin + across * label + (across - 1) * gap > sheet + 1e-6:
                raise ValueError(f"{self.key}: the labels do not fit the sheet")
        if set(self.module_dots) != {203, 300} or min(self.module_dots.values()) < 3:
            raise ValueError(f"{self.key}: module_dots wants at least 3 dots at 203 and at 300 dpi")
        if self.usual_dpi not in self.module_dots:
            raise ValueError(f"{self.key}: usual_dpi must be one of module_dots")
        for dpi in self.module_dots:
            if self.code_mm(SMALLEST_SIZE, dpi) > min(self.label.width_mm, self.label.height_mm):
                raise ValueError(f"{self.key}: the code does not fit the label at {dpi} dpi")
        if self.medium is Medium.ROLL and self.grid.cells != 1:
            raise ValueError(f"{self.key}: a roll has one label to a page")
        return self

    def module_mm(self, dpi: int) -> float:
        """The side of one QR module: a whole number of the printer's dots."""
        return self.module_dots[dpi] * 25.4 / dpi

    def code_mm(self, size: int, dpi: int) -> float:
        """The side of a code of ``size`` modules, quiet zone included."""
        return (size + 2 * QUIET_MODULES) * self.module_mm(dpi)


class LayoutPack(_Part):
    version: str
    default: str
    layouts: tuple[Layout, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _keys(self) -> Self:
        keys = [layout.key for layout in self.layouts]
        if len(set(keys)) != len(keys) or self.default not in keys:
            raise ValueError("layout keys must be unique and include the default")
        return self

    def named(self, key: str) -> Layout:
        """Raises ``LayoutUnknown``."""
        for layout in self.layouts:
            if layout.key == key:
                return layout
        raise LayoutUnknown(layout=key)


@cache
def layout_pack(version: str = CURRENT) -> LayoutPack:
    """The layouts of one version of the pack, checked."""
    return LayoutPack.model_validate(yaml.safe_load((PACKS / f"{version}.yaml").read_text(encoding="utf-8")))
