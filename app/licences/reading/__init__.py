"""Reading papers by machine: what the eye sees, set in lines, taken apart into fields. Proposals only; a person confirms."""
