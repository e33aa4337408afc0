"""The two pages of a result: as many however much was found, and anyone who holds them can check them."""

from io import BytesIO

import pytest
from flask_babel import force_locale
from pypdf import PdfReader
from sqlalchemy import select

from app.infra import clock
from app.infra.scope import Session
from app.infra.storage import content_of
from app.merchants import queries as merchants
from app.selfchecks import comparison, queries
from app.selfchecks.export import paper, seal, whole
from app.selfchecks.models import SelfCheckReport
from tests.pages import text_of
from tests.service.selfchecks.conftest import answer_all, begin, hand_in
from tests.web.selfchecks.test_reading import visitor
from worker.jobs import selfchecks as work
from tests.web.selfchecks.test_reports import the_job
