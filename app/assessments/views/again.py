"""After a refusal the transaction was rolled back, and with it what had been read: pages read it again."""

from flask import abort
from flask_wtf import FlaskForm

from app.assessments import queries
from app.assessments.models import Assessment


def again(assessment: Assessment, form: FlaskForm) -> Assessment:
    """The assessment as the page shows it: read once more, with what belongs to it, if the form was refused."""
    if not form.form_errors:
        return assessment
    return queries.by_id(assessment.id) or abort(404)
