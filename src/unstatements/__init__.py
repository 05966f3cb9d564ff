"""Joint statements at the United Nations: who signed what, against whom, and who changed sides.

>>> import unstatements as un
>>> canada = un.statement("2022-10-31-ga3c-canada")
>>> len(canada.signatories), canada.counterstatement.reported_count
(50, 66)
"""

from importlib import import_module

TYPE_CHECKING = False  # as type checkers know it, without the cost of importing typing
if TYPE_CHECKING:
    from unstatements._agreement import (
        Agreement,
        AgreementMatrix,
        AgreementMatrixSeries,
        Agreements,
        AgreementSeries,
        BlocAgreement,
        BlocAgreements,
        agreement,
        agreement_matrix,
    )
    from unstatements._blocs import Bloc, MembershipWarning, Spell, bloc, blocs, countries
    from unstatements._catalogue import CountryRecord, Pair, Series, record, series, targets, topics
    from unstatements._citations import cite
    from unstatements._comparison import (
        BlocComparison,
        BlocDistances,
        BlocPanel,
        BlocPositions,
        Representation,
        compare,
    )
    from unstatements._countries import Country
    from unstatements._country_sets import CountrySet
    from unstatements._errors import (
        AmbiguousCountryError,
        DataIntegrityError,
        MembershipUnknownError,
        UnknownBlocError,
        UnknownCountryError,
        UnknownRollCallError,
        UnknownStatementError,
        UnstatementsError,
    )
    from unstatements._marcxml import read_marcxml
    from unstatements._marginal_tests import (
        BlocDifference,
        ShiftTest,
        bhapkar,
        bloc_difference,
        bowker,
        mcnemar,
        stuart_maxwell,
    )
    from unstatements._mentions import Mention, Signatories, find_countries, parse_signatories
    from unstatements._names import Match, country, match, normalize
    from unstatements._pivotal import Pivotal, Projection, StatePivot, WhatIf, pivotal, projection, what_if
    from unstatements._positions import Position, Positions, positions
    from unstatements._power import Power, VotingPower, power
    from unstatements._propositions import Proposition
    from unstatements._results import Interval
    from unstatements._rollcalls import (
        Problem,
        Roll,
        RollCall,
        RollCalls,
        Tally,
        VoteCorrection,
        rollcall,
        rollcalls,
    )
    from unstatements._shifts import BlocShifts, Shift, shift
    from unstatements._signatures import Change, ReportedCount, SignatoryList, Signature
    from unstatements._sources import Source
    from unstatements._statements import Statement, Statements, statement, statements
    from unstatements._table_results import Table, Tables, tables
    from unstatements._texts import Text, Texts, texts
    from unstatements._trajectories import (
        BlocTrajectory,
        Moved,
        Movers,
        Timeline,
        Trajectory,
        TrajectoryPoint,
        TrajectorySpell,
        loyalists,
        movers,
        timeline,
        trajectory,
    )
    from unstatements._undl import read_undl
    from unstatements._user_votes import read_rollcalls
    from unstatements._version import DATA_VERSION, __version__

# Where each public name lives; it is loaded on first use, so that the import itself reads nothing.
_HOMES = {
    "_agreement": (
        "Agreement",
        "AgreementMatrix",
        "AgreementMatrixSeries",
        "AgreementSeries",
        "Agreements",
        "BlocAgreement",
        "BlocAgreements",
        "agreement",
        "agreement_matrix",
    ),
    "_blocs": ("Bloc", "MembershipWarning", "Spell", "bloc", "blocs", "countries"),
    "_catalogue": ("CountryRecord", "Pair", "Series", "record", "series", "targets", "topics"),
    "_citations": ("cite",),
    "_comparison": (
        "BlocComparison",
        "BlocDistances",
        "BlocPanel",
        "BlocPositions",
        "Representation",
        "compare",
    ),
    "_countries": ("Country",),
    "_country_sets": ("CountrySet",),
    "_errors": (
        "AmbiguousCountryError",
        "DataIntegrityError",
        "MembershipUnknownError",
        "UnknownBlocError",
        "UnknownCountryError",
        "UnknownRollCallError",
        "UnknownStatementError",
        "UnstatementsError",
    ),
    "_marcxml": ("read_marcxml",),
    "_marginal_tests": (
        "BlocDifference",
        "ShiftTest",
        "bhapkar",
        "bloc_difference",
        "bowker",
        "mcnemar",
        "stuart_maxwell",
    ),
    "_mentions": ("Mention", "Signatories", "find_countries", "parse_signatories"),
    "_names": ("Match", "country", "match", "normalize"),
    "_pivotal": ("Pivotal", "Projection", "StatePivot", "WhatIf", "pivotal", "projection", "what_if"),
    "_positions": ("Position", "Positions", "positions"),
    "_power": ("Power", "VotingPower", "power"),
    "_propositions": ("Proposition",),
    "_results": ("Interval",),
    "_rollcalls": (
        "Problem",
        "Roll",
        "RollCall",
        "RollCalls",
        "Tally",
        "VoteCorrection",
        "rollcall",
        "rollcalls",
    ),
    "_shifts": ("BlocShifts", "Shift", "shift"),
    "_signatures": ("Change", "ReportedCount", "SignatoryList", "Signature"),
    "_sources": ("Source",),
    "_statements": ("Statement", "Statements", "statement", "statements"),
    "_table_results": ("Table", "Tables", "tables"),
    "_texts": ("Text", "Texts", "texts"),
    "_trajectories": (
        "BlocTrajectory",
        "Moved",
        "Movers",
        "Timeline",
        "Trajectory",
        "TrajectoryPoint",
        "TrajectorySpell",
        "loyalists",
        "movers",
        "timeline",
        "trajectory",
    ),
    "_undl": ("read_undl",),
    "_user_votes": ("read_rollcalls",),
    "_version": ("DATA_VERSION", "__version__"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "DATA_VERSION",
    "Agreement",
    "AgreementMatrix",
    "AgreementMatrixSeries",
    "AgreementSeries",
    "Agreements",
    "AmbiguousCountryError",
    "Bloc",
    "BlocAgreement",
    "BlocAgreements",
    "BlocComparison",
    "BlocDifference",
    "BlocDistances",
    "BlocPanel",
    "BlocPositions",
    "BlocShifts",
    "BlocTrajectory",
    "Change",
    "Country",
    "CountryRecord",
    "CountrySet",
    "DataIntegrityError",
    "Interval",
    "Match",
    "MembershipUnknownError",
    "MembershipWarning",
    "Mention",
    "Moved",
    "Movers",
    "Pair",
    "Pivotal",
    "Position",
    "Positions",
    "Power",
    "Problem",
    "Projection",
    "Proposition",
    "ReportedCount",
    "Representation",
    "Roll",
    "RollCall",
    "RollCalls",
    "Series",
    "Shift",
    "ShiftTest",
    "Signatories",
    "SignatoryList",
    "Signature",
    "Source",
    "Spell",
    "StatePivot",
    "Statement",
    "Statements",
    "Table",
    "Tables",
    "Tally",
    "Text",
    "Texts",
    "Timeline",
    "Trajectory",
    "TrajectoryPoint",
    "TrajectorySpell",
    "UnknownBlocError",
    "UnknownCountryError",
    "UnknownRollCallError",
    "UnknownStatementError",
    "UnstatementsError",
    "VoteCorrection",
    "VotingPower",
    "WhatIf",
    "__version__",
    "agreement",
    "agreement_matrix",
    "bhapkar",
    "bloc",
    "bloc_difference",
    "blocs",
    "bowker",
    "cite",
    "compare",
    "countries",
    "country",
    "find_countries",
    "loyalists",
    "match",
    "mcnemar",
    "movers",
    "normalize",
    "parse_signatories",
    "pivotal",
    "positions",
    "power",
    "projection",
    "read_marcxml",
    "read_rollcalls",
    "read_undl",
    "record",
    "rollcall",
    "rollcalls",
    "series",
    "shift",
    "statement",
    "statements",
    "stuart_maxwell",
    "tables",
    "targets",
    "texts",
    "timeline",
    "topics",
    "trajectory",
    "what_if",
]


def __getattr__(name: str) -> object:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
