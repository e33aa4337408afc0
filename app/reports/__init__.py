"""A tip-off about an offence: checked, decided, and never shown to the seller it is about."""
