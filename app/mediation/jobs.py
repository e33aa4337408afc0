"""Work of the mediation slice that the queue carries out."""

from app.kernel.kinds import JobName


class MediationJob(JobName):
    """``PAPER``: print one agreement."""

    PAPER = "mediation.paper"
