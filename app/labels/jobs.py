"""Work of the labels slice that the queue carries out."""

from app.kernel.kinds import JobName


class LabelJob(JobName):
    """``MAKE``: print one batch into a file."""

    MAKE = "label.make"
