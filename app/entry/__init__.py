"""Getting in: second proofs, passkeys, one-time links, one's own sign-ins, and the people who work here."""
