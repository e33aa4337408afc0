"""Who works on notices. Reading them needs no permission: they are public."""

from app.accounts.facts import is_admin, is_panelist, is_regulator
from app.accounts.models import User
from app.infra.access import AccessRows, apart
from app.infra.i18n import _l
from app.publicity import queries
from app.publicity.models import Objection, PublicNotice
from app.publicity.terms import PublicityPermission


def proposed_it(user: User, notice: PublicNotice) -> bool:
    return user.id == notice.proposer_id


@apart(_l("这次公示是您提议的，异议要由没有参与的同事来办。"))
def did_not_propose(user: User, objection: Objection) -> bool:
    """Whoever proposed does not judge the objections to it."""
    return user.id != objection.notice.proposer_id


@apart(_l("您给这家商家打过分或者表决过，异议要由没有参与的同事来办。"))
def did_not_score(user: User, objection: Objection) -> bool:
    """Nor does anybody who had a hand in the score: a form, or a panel's vote."""
    return not queries.has_scored(user.id, objection.notice)


ACCESS: AccessRows = {  # any one row, all of its facts
    PublicityPermission.LIST: ((is_regulator,), (is_panelist,)),
    PublicityPermission.READ: ((is_regulator,), (proposed_it,)),
    PublicityPermission.WITHDRAW: ((is_admin,), (proposed_it,)),
    PublicityPermission.ANSWER: ((is_regulator, did_not_propose, did_not_score),),
    PublicityPermission.UNMASK: ((is_regulator, did_not_propose, did_not_score),),
}
