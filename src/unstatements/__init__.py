"""Joint statements at the United Nations: who signed what, against whom, and who changed sides.

>>> import unstatements as un
>>> canada = un.statement("2022-10-31-ga3c-canada")
>>> len(canada.signatories), [rival.reported_count for rival in canada.counterstatements]
(50, [66, 8])
"""

import lazy_loader

# The public names stand in `__init__.pyi`; each is loaded on first use.
try:
    _public = lazy_loader.attach_stub(__name__, __file__)
except ValueError:  # imported from a zip file, out of which the stub must be unpacked
    from importlib.resources import as_file, files

    with as_file(files(__name__).joinpath("__init__.pyi")) as _stub:
        _public = lazy_loader.attach_stub(__name__, str(_stub))

__getattr__, __dir__, __all__ = _public
