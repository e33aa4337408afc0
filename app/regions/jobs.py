"""Work of the region slice that the queue carries out."""

from app.kernel.kinds import JobName


class RegionJob(JobName):
    """``CHORES``: everything dated that is due in a region and not yet done."""

    CHORES = "region.chores"
