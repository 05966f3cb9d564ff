"""The versions: one place for the code, one for the data."""

__version__ = "0.2.0"

#: Calendar version of the bundled data package.
DATA_VERSION = "2026.11.1"
