"""Random countries, sets and positions."""

from __future__ import annotations

from hypothesis import strategies as st

from unstatements import Country, CountrySet
from unstatements.names.country import all_countries


def countries() -> st.SearchStrategy[Country]:
    return st.sampled_from(all_countries())


def country_sets(max_size: int | None = None) -> st.SearchStrategy[CountrySet]:
    return st.sets(countries(), max_size=max_size).map(CountrySet)
