"""Sets of countries, and blocs with dated members."""
