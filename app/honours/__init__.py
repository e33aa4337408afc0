"""The red and the black list: dated editions, each entry with its source and the day on which it falls."""
