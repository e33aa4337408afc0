"""Groups of pages, so that each line of the side navigation lights up on its own."""

from flask import Blueprint

year_pages = Blueprint("cycles", __name__)
review_pages = Blueprint("reviews", __name__)
blueprint = Blueprint("assessments", __name__)
form_pages = Blueprint("forms", __name__)
rubric_pages = Blueprint("rubrics", __name__)
calculator_pages = Blueprint("calculator", __name__)
