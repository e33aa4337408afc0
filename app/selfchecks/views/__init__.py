"""The pages, split by what people are doing: answering, reading results, putting things right."""
