"""What may follow what at the table, and the text both sides confirm. Pure."""

import hashlib
from dataclasses import dataclass
from datetime import date

from app.complaints.terms import State
from app.kernel.errors import DomainError
from app.mediation.terms import MediationState, Party

M = MediationState
MOVES: dict[MediationState, frozenset[MediationState]] = {
    M.INVITED: frozenset({M.TALKING, M.ENDED}),
    M.TALKING: frozenset({M.AGREED, M.ENDED}),
    M.AGREED: frozenset({M.KEPT, M.BROKEN}),
    M.BROKEN: frozenset({M.KEPT, M.UNKEPT}),
    M.KEPT: frozenset(),
    M.UNKEPT: frozenset(),
    M.ENDED: frozenset(),
}
AT_THE_TABLE = frozenset({M.INVITED, M.TALKING})
WITH_AGREEMENT = frozenset({M.AGREED, M.KEPT, M.BROKEN, M.UNKEPT})
MAY_BE_OPENED = frozenset({State.ACCEPTED, State.MEDIATING})
BREACH_WORKDAYS = 3  # region policy, default
LEAST_REASON = 10
KIND = "fangxin-agreement-v1"


class TableMoved(DomainError):
    """It stands elsewhere by now."""

    code = "mediation.table_moved"


class NotYet(DomainError):
    """The bureau mediates what it has accepted."""

    code = "mediation.not_yet"


class ConsentMissing(DomainError):
    """Nothing is proposed or confirmed before both sides have agreed to mediation (art. 18)."""

    code = "mediation.consent_missing"


class TextChanged(DomainError):
    """A newer proposal is on the table; what was read is not what would be confirmed."""

    code = "mediation.text_changed"


class DayPassed(DomainError):
    """An agreement to be carried out on a day that is over."""

    code = "mediation.day_passed"


class ReasonShort(DomainError):
    """Ending needs a reason that both sides can read."""

    code = "mediation.reason_short"


class NotDueYet(DomainError):
    """There is still time to perform the agreement."""

    code = "mediation.not_due_yet"


def check_move(now: MediationState, to: MediationState) -> None:
    """Raises ``TableMoved``."""
    if to not in MOVES[now]:
        raise TableMoved(now=now)


def check_opening(state: State) -> None:
    """Mediation is for what the bureau has accepted. Raises ``NotYet``.

    Source: 市场监督管理投诉举报处理办法 art. 15 and 18.
    """
    if state not in MAY_BE_OPENED:
        raise NotYet(now=state)


def check_talking(state: MediationState) -> None:
    """Raises ``ConsentMissing`` while a side has not agreed, ``TableMoved`` when it is over."""
    if state is M.INVITED:
        raise ConsentMissing
    if state is not M.TALKING:
        raise TableMoved(now=state)


def check_perform_by(perform_by: date, today: date) -> None:
    """Raises ``DayPassed``. Today is early enough: it may be done at once."""
    if perform_by < today:
        raise DayPassed(day=perform_by)


def is_over(perform_by: date, today: date) -> bool:
    """The day itself still counts for performing."""
    return today > perform_by


def check_over(perform_by: date, today: date) -> None:
    """Nobody has failed to perform before the agreed day is over. Raises ``NotDueYet``."""
    if not is_over(perform_by, today):
        raise NotDueYet(day=perform_by)


def check_reason(reason: str) -> None:
    """Raises ``ReasonShort``."""
    if len(reason.strip()) < LEAST_REASON:
        raise ReasonShort(least=LEAST_REASON)


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything an agreement says. ``consumer`` is masked: the paper is shown to both sides and checked by others."""

    number: str
    complaint: str
    bureau: str
    consumer: str
    merchant: str
    uscc: str
    agreed: str
    perform_by: date


def text_of(terms: Terms) -> str:
    """The exact text that is read, confirmed, hashed and printed: UTF-8, every line ends with a line feed."""
    said = (
        "消费争议调解协议", f"编号：{terms.number}", f"投诉编号：{terms.complaint}", f"主持调解：{terms.bureau}",
        f"投诉人：{terms.consumer}", f"被投诉人：{terms.merchant}（统一社会信用代码 {terms.uscc}）", "",
        "经调解，双方自愿达成协议：", *terms.agreed.replace("\r\n", "\n").strip().split("\n"), "",
        f"履行期限：{terms.perform_by:%Y}年{terms.perform_by.month}月{terms.perform_by.day}日（含当天）", "一方不履行的，另一方可以报告主持调解的部门，也可以依法起诉或者申请仲裁。",
    )  # fmt: skip
    return "".join(f"{line}\n" for line in said)


def hash_of(text: str) -> str:
    """Hex SHA-256: what a confirmation is of."""
    return hashlib.sha256(text.encode()).hexdigest()


def statement(number: str, text_hash: str, agreed_on: date) -> str:
    """What is signed: no name in it, one fact a line, every line ends with a line feed."""
    return f"{KIND}\nnumber={number}\ntext_sha256={text_hash}\nagreed_on={agreed_on.isoformat()}\n"


def both(parties: frozenset[Party]) -> bool:
    return parties == frozenset(Party)
