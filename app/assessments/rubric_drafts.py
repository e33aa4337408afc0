"""Writing a region's own rubric: begun from a version, saved as typed, published as the next version. What is used never changes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

import yaml
from sqlalchemy import func, select

from app.accounts.models import User
from app.assessments import reckoning, rubric_versions
from app.assessments.dryrun import Trial, ordered, trial, unanswered
from app.assessments.errors import (
    CitationUnknown,
    DraftPublished,
    RubricNamed,
    RubricSame,
    RubricUnknown,
    WordsMissing,
)
from app.assessments.kinds import AssessmentAction
from app.assessments.models import Assessment, RubricDraft
from app.assessments.packs import FAMILY, rubric_of
from app.assessments.reading import read_document
from app.assessments.rubric import Rubric, read_rubric, reweighted
from app.assessments.terms import Evaluation
from app.guides.laws import law_index
from app.infra import audit, packs
from app.infra.db import Json, add, this_region
from app.infra.packs import PolicyVersion
from app.infra.scope import Session
from app.kernel import codes
from app.merchants.terms import MerchantKind

LAWS_OF = 2026
LONGEST = 400_000
LOCK = 7_020


def start(kind: MerchantKind, year: int, *, by: User, now: datetime) -> RubricDraft:
    """A draft for a year, from that year's newest version or else from the newest of all. Raises ``RubricUnknown``."""
    base = rubric_versions.newest(kind, year) or rubric_versions.newest(kind)
    if base is None:
        raise RubricUnknown(kind=kind, year=year)
    draft = add(
        RubricDraft(
            code=codes.fresh(8), kind=kind.value, year=year, source=written(base.content | {"year": year}), started_at=now,
            started_by=by.name, saved_at=now,
        )
    )  # fmt: skip
    audit.record(AssessmentAction.RUBRIC_STARTED, draft, by=by, now=now, base=base.id)
    return draft


def written(content: Mapping[str, object]) -> str:
    """A rubric as the text that is edited; numbers without quotes."""
    said = {key: _plain(value) for key, value in content.items() if key != "version"}
    return yaml.dump(said, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)


def save(draft: RubricDraft, source: str, *, now: datetime) -> None:
    """Keep what was typed, right or wrong. Raises ``DraftPublished``."""
    _check_open(draft)
    draft.source, draft.saved_at = source.replace("\r\n", "\n")[:LONGEST], now


def share(draft: RubricDraft, weights: Mapping[Evaluation, Decimal], *, now: datetime) -> None:
    """Another split inside the blocks. Raises ``RubricRefused`` when a block is not full, ``DraftPublished``."""
    rubric = reweighted(checked(draft), weights)
    save(draft, written(content_of(rubric, rubric.version)), now=now)


def checked(draft: RubricDraft) -> Rubric:
    """The draft as a rubric.

    Raises ``FileUnreadable``, ``RubricRefused``, ``RubricNamed``, ``CitationUnknown`` for the first thing wrong with it.
    """
    rubric = read_rubric(read_document(draft.source))
    if (rubric.kind, rubric.year) != (draft.kind, draft.year):
        raise RubricNamed(kind=MerchantKind(draft.kind), year=draft.year)
    laws = law_index(LAWS_OF)
    for _evaluation, item in rubric.lines():
        for one in item.citations:
            if not laws.citable(one.law, one.article):
                raise CitationUnknown(item=item.code, law=one.law, article=one.article)
    return rubric


def publish(draft: RubricDraft, *, by: User, now: datetime) -> PolicyVersion:
    """Make the draft this region's next version of its year. A second click finds it published.

    Raises what ``checked`` raises, ``WordsMissing``, ``RubricSame``.
    """
    Session().execute(select(func.pg_advisory_xact_lock(LOCK, this_region())))
    Session().refresh(draft, with_for_update=True)
    if draft.version_id is not None:
        return Session().get_one(PolicyVersion, draft.version_id)
    rubric = checked(draft)
    if missing := rubric.without_words():
        raise WordsMissing(places=", ".join(missing[:12]))
    kind = MerchantKind(draft.kind)
    before = rubric_versions.newest(kind, draft.year)
    number = before.version + 1 if before else 1
    content = content_of(rubric, number)
    if before and content_of(rubric_of(before.id), number) == content:
        raise RubricSame
    made = add(
        PolicyVersion(
            family=FAMILY, name=rubric_versions.regional_name(kind), year=draft.year, version=number, content=content,
            sha256=packs.fingerprint(content), loaded_at=now,
        )
    )  # fmt: skip
    draft.published_at, draft.version_id = now, made.id
    audit.record(AssessmentAction.RUBRIC_PUBLISHED, draft, by=by, now=now, version=number, sha256=made.sha256)
    return made


def drop(draft: RubricDraft, *, by: User, now: datetime) -> None:
    """Throw a draft away. Raises ``DraftPublished``."""
    _check_open(draft)
    audit.record(AssessmentAction.RUBRIC_DROPPED, draft, by=by, now=now)
    Session().delete(draft)


def content_of(rubric: Rubric, version: int) -> Json:
    content: Json = rubric.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    return content | {"version": version}


def tried(rubric: Rubric, scored: Sequence[Assessment]) -> tuple[list[Trial], list[str]]:
    """Each seller's total under the new rubric, largest difference first; and the items nobody has answered yet."""
    policy = reckoning.scoring_policy()
    kept = [(one, (one.result or {}).get("forms", [])) for one in scored if one.total is not None]
    trials = [trial(one.merchant.name, one.total or Decimal(0), forms, rubric, policy) for one, forms in kept]
    return ordered(trials), unanswered(rubric, [form for _, forms in kept for form in forms])


def _check_open(draft: RubricDraft) -> None:
    if draft.version_id is not None:
        raise DraftPublished


def _plain(value: object) -> object:
    """Decimals kept as text become numbers again, so that the text reads as a person would write it."""
    if isinstance(value, Mapping):
        return {
            key: one if key in ("zh", "en", "text") and isinstance(one, str) else _plain(one)
            for key, one in value.items()
        }
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, str) and value.replace(".", "", 1).isdigit():
        return int(value) if "." not in value else float(value)
    return value
