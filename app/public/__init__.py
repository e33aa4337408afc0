"""Pages for anyone: the tag behind a parcel label, the county's public site."""
