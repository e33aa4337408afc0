"""Pages of the titles slice: a panel's, the desk's, the seller's own, and the certificate everyone can check."""
