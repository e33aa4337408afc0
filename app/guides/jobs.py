"""Work of the guides slice that the queue carries out."""

from app.kernel.kinds import JobName


class GuideJob(JobName):
    """``LAW_NEWS``: tell the shops of one kind what will change in the law under their items."""

    LAW_NEWS = "guide.law_news"
