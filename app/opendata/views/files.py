"""The files as they stand now, whole or since some change, and what is in them."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.infra import clock, problems, scope
from app.infra.access import public
from app.infra.limits import LOOK_UP, limiter
from app.infra.phrases import sentence
from app.infra.scope import RegionRef, current_region
from app.opendata import phrases, queries, rules, writing
from app.opendata.terms import LICENCE, LINE_OF, SCHEMA_VERSION, Dataset, Form, fields_of

blueprint = Blueprint("opendata", __name__)
MEDIA = {Form.CSV: "text/csv; charset=utf-8", Form.JSON: "application/json"}


@blueprint.get("/r/<region_code>/open-data")
@public
def index(region_code: str) -> ResponseReturnValue:
    """What there is, what each field means, and what may be done with it."""
    return render_template(
        "opendata/index.html", region_code=region_code, licence=LICENCE, version=SCHEMA_VERSION,
        datasets=[(one, now, now.lines) for one in Dataset for now in [queries.standing(one)]],
        what=phrases.WHAT_IT_IS, told=phrases.FIELDS, fields_of=fields_of,
    )  # fmt: skip


@blueprint.get("/r/<region_code>/open-data/<dataset>/<form>")
@public
@limiter.limit(LOOK_UP)
def lines(region_code: str, dataset: str, form: str) -> ResponseReturnValue:
    """The whole dataset, or with ``since`` what changed after it, what is gone included."""
    if form not in set(Form):
        abort(404)
    wanted, since = _dataset(dataset), _since()
    now = queries.standing(wanted)
    day = clock.today()  # what dates decide is decided when the file is asked for
    tag = f"{wanted.value}-{form}-{SCHEMA_VERSION}-{since or 0}-{now.seq}-{day:%Y%m%d}-{current_region().id}"
    if any(asked.split(":")[0] == tag for asked in request.if_none_match.as_set(include_weak=True)):
        return _dressed(Response(status=304), tag)
    chunks = _chunks(current_region(), wanted, since, now.seq, day)
    if form == Form.CSV:
        body: Iterator[bytes] = writing.as_csv(wanted, chunks)
    else:
        body = writing.as_json(_head(region_code, wanted, since, now), chunks)
    answer = Response(body, content_type=MEDIA[Form(form)])
    name = f"{region_code}-{wanted.value}-{now.seq}.{form}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["X-Newest-Seq"] = str(now.seq)
    return _dressed(answer, tag)


@blueprint.get("/r/<region_code>/open-data/<dataset>/schema.json")
@public
def schema(region_code: str, dataset: str) -> ResponseReturnValue:
    """JSON Schema of one line, with each field's meaning in the reader's language."""
    wanted = _dataset(dataset)
    told = LINE_OF[wanted].model_json_schema(mode="serialization")
    for name, field in told["properties"].items():
        field["description"] = str(phrases.FIELDS[name])
    return told | {"$id": request.base_url, "title": wanted.value}


def _chunks(
    region: RegionRef, dataset: Dataset, since: int | None, until: int, day: date
) -> Iterator[Sequence[writing.Told]]:
    """Chunk after chunk while the file is sent: the request is over by then, so each opens the region for itself."""
    at = since or 0
    while True:
        with scope.region_scope(region):
            chunk = queries.chunk_after(dataset, at, until=until, with_gone=since is not None)
        if not chunk:
            return
        if lines := writing.all_told(chunk, day, with_gone=since is not None):
            yield lines
        at = chunk[-1].seq


def _dataset(name: str) -> Dataset:
    if name not in set(Dataset):
        abort(404)
    return Dataset(name)


def _since() -> int | None:
    """From the address, or none if the whole is wanted."""
    asked = request.args.get("since")
    if asked is None:
        return None
    since = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else -1
    try:
        rules.check_since(since, queries.newest())
    except rules.SinceRefused as refusal:
        refusal.facts["since"] = asked[:40]
        abort(problems.answer(400, sentence(refusal), code=refusal.code))
    return since


def _head(region_code: str, dataset: Dataset, since: int | None, now: queries.Standing) -> dict[str, Any]:
    return {
        "dataset": dataset.value, "region": region_code, "schema_version": SCHEMA_VERSION,
        "schema": url_for("opendata.schema", region_code=region_code, dataset=dataset.value, _external=True),
        "licence": LICENCE, "source": current_region().name, "since": since, "newest": now.seq,
        "made_at": clock.now().isoformat(timespec="seconds"),
    }  # fmt: skip


def _dressed(answer: Response, tag: str) -> Response:
    answer.set_etag(tag, weak=True)
    answer.headers["Cache-Control"] = "no-cache"  # keep it, but ask each time whether it still is so
    answer.headers["Link"] = f'<{LICENCE}>; rel="license"'
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer
