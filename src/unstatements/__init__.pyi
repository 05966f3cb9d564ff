from .analysis.agreement import (
    Agreement as Agreement,
)
from .analysis.agreement import (
    AgreementMatrix as AgreementMatrix,
)
from .analysis.agreement import (
    AgreementMatrixSeries as AgreementMatrixSeries,
)
from .analysis.agreement import (
    Agreements as Agreements,
)
from .analysis.agreement import (
    AgreementSeries as AgreementSeries,
)
from .analysis.agreement import (
    BlocAgreement as BlocAgreement,
)
from .analysis.agreement import (
    BlocAgreements as BlocAgreements,
)
from .analysis.agreement import (
    agreement as agreement,
)
from .analysis.agreement import (
    agreement_matrix as agreement_matrix,
)
from .analysis.compare import (
    BlocComparison as BlocComparison,
)
from .analysis.compare import (
    BlocDistances as BlocDistances,
)
from .analysis.compare import (
    BlocPanel as BlocPanel,
)
from .analysis.compare import (
    BlocPositions as BlocPositions,
)
from .analysis.compare import (
    Representation as Representation,
)
from .analysis.compare import (
    compare as compare,
)
from .analysis.pivotal import (
    Pivotal as Pivotal,
)
from .analysis.pivotal import (
    Projection as Projection,
)
from .analysis.pivotal import (
    StatePivot as StatePivot,
)
from .analysis.pivotal import (
    WhatIf as WhatIf,
)
from .analysis.pivotal import (
    pivotal as pivotal,
)
from .analysis.pivotal import (
    projection as projection,
)
from .analysis.pivotal import (
    what_if as what_if,
)
from .analysis.positions import (
    Position as Position,
)
from .analysis.positions import (
    Positions as Positions,
)
from .analysis.positions import (
    positions as positions,
)
from .analysis.power import (
    Power as Power,
)
from .analysis.power import (
    VotingPower as VotingPower,
)
from .analysis.power import (
    power as power,
)
from .analysis.shift import (
    BlocShifts as BlocShifts,
)
from .analysis.shift import (
    Shift as Shift,
)
from .analysis.shift import (
    shift as shift,
)
from .analysis.shift_tests import (
    BlocDifference as BlocDifference,
)
from .analysis.shift_tests import (
    ShiftTest as ShiftTest,
)
from .analysis.shift_tests import (
    bhapkar as bhapkar,
)
from .analysis.shift_tests import (
    bloc_difference as bloc_difference,
)
from .analysis.shift_tests import (
    bowker as bowker,
)
from .analysis.shift_tests import (
    mcnemar as mcnemar,
)
from .analysis.shift_tests import (
    stuart_maxwell as stuart_maxwell,
)
from .analysis.trajectory import (
    BlocTrajectory as BlocTrajectory,
)
from .analysis.trajectory import (
    Moved as Moved,
)
from .analysis.trajectory import (
    Movers as Movers,
)
from .analysis.trajectory import (
    Timeline as Timeline,
)
from .analysis.trajectory import (
    Trajectory as Trajectory,
)
from .analysis.trajectory import (
    TrajectoryPoint as TrajectoryPoint,
)
from .analysis.trajectory import (
    TrajectorySpell as TrajectorySpell,
)
from .analysis.trajectory import (
    loyalists as loyalists,
)
from .analysis.trajectory import (
    movers as movers,
)
from .analysis.trajectory import (
    timeline as timeline,
)
from .analysis.trajectory import (
    trajectory as trajectory,
)
from .core.errors import (
    AmbiguousCountryError as AmbiguousCountryError,
)
from .core.errors import (
    DataIntegrityError as DataIntegrityError,
)
from .core.errors import (
    MembershipUnknownError as MembershipUnknownError,
)
from .core.errors import (
    UnknownBlocError as UnknownBlocError,
)
from .core.errors import (
    UnknownCountryError as UnknownCountryError,
)
from .core.errors import (
    UnknownRollCallError as UnknownRollCallError,
)
from .core.errors import (
    UnknownStatementError as UnknownStatementError,
)
from .core.errors import (
    UnstatementsError as UnstatementsError,
)
from .core.sources import (
    Source as Source,
)
from .core.version import (
    DATA_VERSION as DATA_VERSION,
)
from .core.version import (
    __version__ as __version__,
)
from .events.browse import (
    CountryRecord as CountryRecord,
)
from .events.browse import (
    Pair as Pair,
)
from .events.browse import (
    Series as Series,
)
from .events.browse import (
    record as record,
)
from .events.browse import (
    series as series,
)
from .events.browse import (
    targets as targets,
)
from .events.browse import (
    topics as topics,
)
from .events.citation import (
    cite as cite,
)
from .events.proposition import (
    Proposition as Proposition,
)
from .events.rollcall import (
    Problem as Problem,
)
from .events.rollcall import (
    Roll as Roll,
)
from .events.rollcall import (
    RollCall as RollCall,
)
from .events.rollcall import (
    RollCalls as RollCalls,
)
from .events.rollcall import (
    Tally as Tally,
)
from .events.rollcall import (
    VoteCorrection as VoteCorrection,
)
from .events.rollcall import (
    rollcall as rollcall,
)
from .events.rollcall import (
    rollcalls as rollcalls,
)
from .events.signature import (
    Change as Change,
)
from .events.signature import (
    ReportedCount as ReportedCount,
)
from .events.signature import (
    SignatoryList as SignatoryList,
)
from .events.signature import (
    Signature as Signature,
)
from .events.statement import (
    Statement as Statement,
)
from .events.statement import (
    Statements as Statements,
)
from .events.statement import (
    statement as statement,
)
from .events.statement import (
    statements as statements,
)
from .events.text import (
    Text as Text,
)
from .events.text import (
    Texts as Texts,
)
from .events.text import (
    texts as texts,
)
from .groups.bloc import (
    Bloc as Bloc,
)
from .groups.bloc import (
    MembershipWarning as MembershipWarning,
)
from .groups.bloc import (
    Spell as Spell,
)
from .groups.bloc import (
    bloc as bloc,
)
from .groups.bloc import (
    blocs as blocs,
)
from .groups.bloc import (
    countries as countries,
)
from .groups.country_set import (
    CountrySet as CountrySet,
)
from .names.country import (
    Country as Country,
)
from .names.find import (
    Mention as Mention,
)
from .names.find import (
    Signatories as Signatories,
)
from .names.find import (
    find_countries as find_countries,
)
from .names.find import (
    parse_signatories as parse_signatories,
)
from .names.match import (
    Match as Match,
)
from .names.match import (
    country as country,
)
from .names.match import (
    match as match,
)
from .names.match import (
    normalize as normalize,
)
from .readers.marcxml import (
    read_marcxml as read_marcxml,
)
from .readers.own_table import (
    read_rollcalls as read_rollcalls,
)
from .readers.undl import (
    read_undl as read_undl,
)
from .results.packaged import (
    Table as Table,
)
from .results.packaged import (
    Tables as Tables,
)
from .results.packaged import (
    tables as tables,
)
from .results.result import (
    Interval as Interval,
)
