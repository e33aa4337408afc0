"""Work of the statistics slice that the queue carries out."""

from app.kernel.kinds import JobName


class StatisticsJob(JobName):
    """``EXPORT``: write single complaints into a file."""

    EXPORT = "statistics.export"
