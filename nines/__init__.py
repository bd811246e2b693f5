"""Nines: an SRE training site whose labs are checked by pytest."""
