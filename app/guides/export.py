"""A guide as the JSON that other programs read. Pure."""

from typing import Any

from app.guides.terms import Guide, GuideItem

JsonObject = dict[str, Any]


def exported(guide: Guide) -> JsonObject:
    """Everything the guide says: dimensions in order, each with its items by code."""
    return {
        "kind": guide.kind.value,
        "year": guide.year,
        "version": guide.version,
        "as_of": guide.as_of.isoformat(),
        "name": guide.name.zh,
        "name_en": guide.name.en,
        "scopes": [{"code": one.code, "name": one.zh, "name_en": one.en} for one in guide.scopes],
        "dimensions": [
            {
                "code": one.code,
                "name": one.zh,
                "name_en": one.en,
                "short": one.short,
                "items": [_item(item) for item in guide.items if item.dimension == one.code],
            }
            for one in guide.dimensions
        ],
    }


def _item(item: GuideItem) -> JsonObject:
    said = item.model_dump(mode="json")
    return {
        "code": said.pop("code"),
        "question": said.pop("ask"),
        "question_en": said.pop("ask_en"),
        **said,
    }
