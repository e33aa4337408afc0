"""Words of the guides slice."""

from app.guides.terms import LeniencyKind, Severity
from app.infra.i18n import _l

WORDS = {
    Severity.VETO: _l("一票否决"),
    Severity.SERIOUS: _l("严重"),
    Severity.ORDINARY: _l("一般"),
    Severity.MINOR: _l("轻微"),
    LeniencyKind.FIRST_OFFENCE: _l("首次轻微，及时改正可以不罚"),
    LeniencyKind.CORRECT_FIRST: _l("先责令改正，改了不罚"),
    LeniencyKind.DILIGENCE: _l("尽到查验义务的可以免责"),
    LeniencyKind.NONE: _l("没有首违不罚的规定"),
}
