"""The tenant: a county or district, its offices, its calendar, its policy and (in a demo) its clock."""
