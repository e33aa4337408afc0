"""Words of the API: what a token may do, and what happens to tokens."""

import enum

from app.kernel.kinds import AuditAction, Permission


class TokenScope(enum.StrEnum):
    """What a token may be given. A park ticks what its program needs, no more."""

    LABELS_WRITE = "labels:write"
    LABELS_READ = "labels:read"
    MERCHANTS_READ = "merchants:read"


class ApiPermission(Permission):
    """``TOKENS`` and ``REVOKE`` are asked of people, the others of tokens."""

    TOKENS = "api:tokens"
    REVOKE = "api:revoke"
    ORDER = "api:order"
    VOID = "api:void"
    READ = "api:read"
    FETCH = "api:fetch"
    MERCHANTS = "api:merchants"


class ApiAction(AuditAction):
    TOKEN_CREATED = "api_token.created"
    TOKEN_REVOKED = "api_token.revoked"
