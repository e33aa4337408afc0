"""The long walks of `make trust`: the whole demo county, as everybody. Not part of `make test`."""
