"""One side's word on the text before it, at the desk and on the consumer's phone."""

from flask import flash

from app.accounts.models import User
from app.infra import clock
from app.infra.audit import Passer
from app.infra.db import unit_of_work
from app.infra.i18n import _
from app.infra.phrases import sentence_on
from app.mediation import forms, service
from app.mediation.models import Mediation, Proposal
from app.mediation.terms import Party


def has_confirmed(
    form: forms.ConfirmForm | forms.OwnConfirmForm,
    mediation: Mediation,
    proposal: Proposal,
    *,
    party: Party,
    by: User | Passer,
) -> bool:
    """True once the word is given; else the form is to be shown, with the hash of the text that is on the table."""
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                done = service.confirm(
                    mediation, party=party, text_hash=form.text_hash.data, by=by, now=clock.now()
                )
            flash(_("双方都已确认，协议成立。") if done else _("已确认，等对方确认。"), "success")
            return True
    form.text_hash.data = proposal.text_hash
    return False
