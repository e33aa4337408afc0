"""A consumer's dispute with a seller: from the scan of a parcel to its end, and every deadline on the way."""
