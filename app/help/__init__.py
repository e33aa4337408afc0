"""Help: what each reader does here, step by step, two sheets for the wall, and a search over it all."""
