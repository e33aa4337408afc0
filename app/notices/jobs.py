"""Work of the notices slice that the queue carries out."""

from app.kernel.kinds import JobName


class NoticeJob(JobName):
    """``DELIVER``: take one word out of the house."""

    DELIVER = "notice.deliver"
