"""The year before this one, as far as one title of the demo county rests on it; and what two shops show of themselves."""

from datetime import datetime, timedelta

from app.accounts import queries as accounts
from app.assessments import queries, service
from app.assessments.kinds import CycleState
from app.assessments.year import ORDER
from app.demo.assessments import STAFF, YEAR, Story, plan_around, tell
from app.demo.people import demo_uscc
from app.infra.audit import SYSTEM
from app.infra.scope import current_region
from app.kernel.clock import local_day
from app.merchants import queries as merchants
from app.public import showing
from app.public.terms import Shown
from app.titles import queries as titles

TITLED = Story(  # comes to 90.25, the score on its certificate
    11,
    {
        "DEP-QLT-1": "3", "DEP-ADS-1": "3", "DEP-LBL-1": "3", "DEP-CON-1": "3", "DEP-ADS-2": "3", "MON-QLT-1": "5",
        "MON-ADS-2": "2", "MON-LBL-1": "2",
    },
    ("4", "3"),
    ("4",),
)  # fmt: skip
OPEN_PAGES = (3, 11)  # sellers' numbers in the demo list: they show their self-check
AGO = timedelta(days=340)


def furnish(now: datetime) -> None:
    """After titles and self-checks. Running it again is not meant: the county is made once."""
    merchant = merchants.by_uscc(demo_uscc(current_region().code, TITLED.number))
    if merchant is None or queries.cycle_of(YEAR - 1) is not None:
        return
    then = now - AGO
    cycle = service.open_cycle(
        YEAR - 1,
        by=SYSTEM,
        now=then - timedelta(days=120),
        phases=plan_around(local_day(then)),
        takes_newest=True,
    )
    for state in ORDER[1 : ORDER.index(CycleState.EVALUATION) + 1]:
        service.move_on(cycle, state, by=SYSTEM, now=then)
    assessment = queries.of_merchant(cycle.id, merchant.id)
    if assessment is not None:
        tell(TITLED, assessment, {role: accounts.of_role(role)[0] for role in STAFF}, then)
        title = titles.current_title(merchant.id)
        if title is not None and title.score == assessment.total:
            title.assessment_id = assessment.id
    for state in ORDER[ORDER.index(CycleState.NOTICE) :]:
        service.move_on(cycle, state, by=SYSTEM, now=then + timedelta(days=40))
    for number in OPEN_PAGES:
        shop = merchants.by_uscc(demo_uscc(current_region().code, number))
        if shop is not None:
            [owner, *_others] = accounts.of_merchant(shop.id)
            showing.choose(shop.id, [Shown.SELFCHECK], by=owner, now=now - timedelta(days=2))
