"""Words of the bulletins slice."""

import enum

from app.kernel.kinds import AuditAction, Permission


class BulletinKind(enum.StrEnum):
    CASE = "typical_case"
    ALERT = "consumer_alert"


class BulletinState(enum.StrEnum):
    DRAFT = "bulletin_draft"
    PUBLISHED = "bulletin_published"
    WITHDRAWN = "bulletin_withdrawn"


class BulletinAction(AuditAction):
    WRITTEN = "bulletin.written"
    PUBLISHED = "bulletin.published"
    WITHDRAWN = "bulletin.withdrawn"


class BulletinPermission(Permission):
    LIST = "bulletins:list"
    WRITE = "bulletins:write"
