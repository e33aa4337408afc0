"""The annual guides: what is asked of a shop, and the law each item rests on."""
