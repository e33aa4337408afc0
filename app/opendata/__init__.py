"""Open data: what the law lets everybody have, as files that programs can follow."""
