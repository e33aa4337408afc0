"""Words of the merchants slice."""

import enum

from app.kernel.kinds import AuditAction, Permission


class MerchantKind(enum.StrEnum):
    """Which guide and which rubric apply."""

    LIVE_STREAM = "live_stream"
    GROUP_BUY = "group_buy"


class Platform(enum.StrEnum):
    DOUYIN = "douyin"
    KUAISHOU = "kuaishou"
    TAOBAO = "taobao"
    WECHAT_CHANNELS = "wechat_channels"
    XIAOHONGSHU = "xiaohongshu"
    PINDUODUO = "pinduoduo"
    MINI_PROGRAM = "mini_program"
    CHAT_GROUP = "chat_group"
    OTHER = "other"


class MerchantAction(AuditAction):
    REGISTERED = "merchant.registered"
    CHANGED = "merchant.changed"
    ROOM_ADDED = "merchant.room_added"


class MerchantPermission(Permission):
    REGISTER = "merchants:register"
    LIST = "merchants:list"
    READ = "merchants:read"
    CHANGE = "merchants:change"
