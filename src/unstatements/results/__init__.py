"""Results are values that know their rows: as text, HTML, CSV, JSON, a data frame or a picture."""
