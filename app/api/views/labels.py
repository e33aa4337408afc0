"""One label: found again from what stands on it."""

from flask import abort, url_for
from flask.typing import ResponseReturnValue

from app.api.answers import LabelOut
from app.api.models import ApiToken
from app.api.terms import ApiPermission
from app.api.views.ground import blueprint
from app.api.views.operations import Operation, answer, operation
from app.infra.i18n import _l
from app.labels import alphabet, lookup, waybills

PATTERN = rf"^[{alphabet.ALPHABET}]{{{alphabet.LENGTH}}}$"


@blueprint.get("/labels/<label>")
@operation(
    Operation(
        ApiPermission.READ, _l("按编号查一张标签：哪一批、第几张、快递单号、现在是否有效"), LabelOut, refuses=(404,),
        parts={"label": PATTERN},
    )
)  # fmt: skip
def show_label(token: ApiToken, label: str) -> ResponseReturnValue:
    """Another park's label is not there at all, as little as a forged one. The waybill number is read at its place."""
    found = lookup.look_up(label)
    batch, serial = found.batch, found.serial
    if batch is None or serial is None or batch.park_id != token.park_id:
        abort(404)
    return answer(
        LabelOut(
            token=found.token, standing=found.standing, batch=batch.code, serial=serial, voided_at=found.voided_at,
            batch_href=url_for("api.show_batch", code=batch.code), waybill=waybills.number_at(batch, serial),
        )
    )  # fmt: skip
