"""Files and words as somebody with bad intentions would send them: one registry for every door."""
