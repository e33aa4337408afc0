"""Words of the desk slice."""

from app.kernel.kinds import AuditAction


class SystemAction(AuditAction):
    JOB_TRIED_AGAIN = "job.tried_again"
