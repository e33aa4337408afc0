"""The panels that judge the year: who may not judge whom, which seller falls to which panel, and the blind vote."""
