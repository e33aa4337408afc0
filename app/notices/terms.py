"""Words of the notices slice."""

from app.kernel.kinds import Permission


class NoticePermission(Permission):
    READ_OWN = "notices:read_own"
    OPEN = "notices:open"
