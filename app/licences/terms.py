"""Words of the licences slice."""

import enum

from app.kernel.kinds import AuditAction, JobName, Permission


class LicenceKind(enum.StrEnum):
    """The kinds that the program knows by sight or by name. Which kinds there are at all, the pack says (``kinds.py``)."""

    BUSINESS_LICENCE = "business_licence"
    FOOD_LICENCE = "food_licence"
    COSMETICS_RECORD = "cosmetics_record"
    DRUG_DEVICE_LICENCE = "drug_device_licence"
    BRAND_AUTHORISATION = "brand_authorisation"
    INSPECTION_REPORT = "inspection_report"
    CCC_CERTIFICATE = "ccc_certificate"
    HOST_IDENTITY = "host_identity"
    PUBLICATION_LICENCE = "publication_licence"
    OTHER = "other"


class LicenceState(enum.StrEnum):
    """``REPLACED``: a newer one of the same was verified; nobody needs to be reminded of this one."""

    SUBMITTED = "submitted"
    VERIFIED = "verified"
    REJECTED = "rejected"
    EXPIRED = "expired"
    REPLACED = "replaced"


class ReadField(enum.StrEnum):
    """What is looked for on a paper. ``PERSON``: the legal representative, or the owner of a one-person business."""

    KIND = "kind"
    NAME = "name"
    USCC = "uscc"
    NUMBER = "number"
    PERSON = "person"
    ADDRESS = "address"
    SCOPE = "scope"
    ISSUED_ON = "issued_on"
    VALID_UNTIL = "valid_until"


class ReadingState(enum.StrEnum):
    """``FAILED``: nothing was made out; the person types."""

    WAITING = "waiting"
    READ = "read"
    FAILED = "failed"


class ReadingTrouble(enum.StrEnum):
    """Why the machine gave up; the person types instead."""

    NO_ENGINE = "no_engine"
    TOO_LONG = "too_long"
    NOTHING = "nothing"
    PRIVATE = "private"


class LicenceAction(AuditAction):
    UPLOADED = "licence.uploaded"
    DROPPED = "licence.dropped"
    SUBMITTED = "licence.submitted"
    VERIFIED = "licence.verified"
    REJECTED = "licence.rejected"
    EXPIRED = "licence.expired"
    REPLACED = "licence.replaced"
    ORIGINAL_OPENED = "licence.original_opened"
    KINDS_CHANGED = "licence.kinds_changed"


class LicenceJob(JobName):
    """``READ``: look at one upload."""

    READ = "licence.read"


class LicencePermission(Permission):
    OWN = "licences:own"
    READ = "licences:read"
    CONFIRM = "licences:confirm"
    DECIDE = "licences:decide"
    QUEUE = "licences:queue"
    PARK = "licences:park"
    KINDS = "licences:kinds"
