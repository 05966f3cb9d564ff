"""What every other folder needs: errors, dates, tables, sources."""

from unstatements.core import errors as errors  # users reach it as `unstatements.errors`
