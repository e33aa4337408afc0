"""What carries the work out: the queue's entrance, the timetable, one file of jobs a slice."""
