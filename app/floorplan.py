"""The list of slices, from the ground up. Each says in its own ``plan.py`` what it opens, asks for and says.

The factory walks this list; nothing else does. To add a slice: write its ``plan.py`` (``PLAN = Slice(…)``), name it here.
"""

from app.accounts.plan import PLAN as ACCOUNTS
from app.api.plan import PLAN as API
from app.assessments.plan import PLAN as ASSESSMENTS
from app.bulletins.plan import PLAN as BULLETINS
from app.clocks.plan import PLAN as CLOCKS
from app.complaints.plan import PLAN as COMPLAINTS
from app.demo.plan import PLAN as DEMO
from app.desk.plan import PLAN as DESK
from app.entry.plan import PLAN as ENTRY
from app.guides.plan import PLAN as GUIDES
from app.help.plan import PLAN as HELP
from app.honours.plan import PLAN as HONOURS
from app.infra.plan import Slice
from app.labels.plan import PLAN as LABELS
from app.licences.plan import PLAN as LICENCES
from app.mediation.plan import PLAN as MEDIATION
from app.merchants.plan import PLAN as MERCHANTS
from app.notices.plan import PLAN as NOTICES
from app.opendata.plan import PLAN as OPENDATA
from app.panels.plan import PLAN as PANELS
from app.public.plan import PLAN as PUBLIC
from app.publicity.plan import PLAN as PUBLICITY
from app.regions.plan import PLAN as REGIONS
from app.reports.plan import PLAN as REPORTS
from app.rights.plan import PLAN as RIGHTS
from app.selfchecks.plan import PLAN as SELFCHECKS
from app.statistics.plan import PLAN as STATISTICS
from app.titles.plan import PLAN as TITLES

SLICES: tuple[Slice, ...] = (
    REGIONS,
    CLOCKS,
    ACCOUNTS,
    MERCHANTS,
    NOTICES,
    ENTRY,
    LABELS,
    LICENCES,
    GUIDES,
    SELFCHECKS,
    REPORTS,
    COMPLAINTS,
    MEDIATION,
    STATISTICS,
    ASSESSMENTS,
    PANELS,
    RIGHTS,
    PUBLICITY,
    HONOURS,
    TITLES,
    BULLETINS,
    PUBLIC,
    HELP,
    OPENDATA,
    API,
    DESK,
    DEMO,
)
