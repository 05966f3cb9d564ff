"""Joint statements at the United Nations: who signed what, against whom, and who changed sides.

>>> import unstatements as un
>>> canada = un.statement("2022-10-31-ga3c-canada")
>>> len(canada.signatories), canada.counterstatement.reported_count
(50, 66)
"""

import lazy_loader

# The public names stand in `__init__.pyi`; each is loaded on first use.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
