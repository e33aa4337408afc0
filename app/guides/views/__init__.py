"""The pages, split by what people are doing: reading the guide, writing its next version."""
