from .analysis.agreement import agreement as agreement, agreement_matrix as agreement_matrix
from .analysis.compare import compare as compare
from .analysis.ideal_points import ideal_points as ideal_points
from .analysis.pivotal import pivotal_states as pivotal_states
from .analysis.positions import Positions as Positions, positions as positions
from .analysis.report import report as report
from .analysis.shift import shift as shift, shift_test as shift_test
from .analysis.trajectory import (
    movers as movers,
    timeline as timeline,
    trajectory as trajectory,
)
from .analysis.what_if import what_if as what_if
from .core import errors as errors
from .core.errors import UnstatementsError as UnstatementsError
from .core.version import DATA_VERSION as DATA_VERSION, __version__ as __version__
from .events.browse import (
    propositions as propositions,
    rivals as rivals,
    signed_by as signed_by,
    topics as topics,
)
from .events.citation import cite as cite
from .events.coverage import coverage as coverage
from .events.edition import editions as editions
from .events.position import Position as Position
from .events.rollcall import RollCall as RollCall, rollcall as rollcall
from .events.rollcalls import rollcalls as rollcalls
from .events.statement import Statement as Statement, statement as statement
from .events.statements import statements as statements
from .events.text import Text as Text, texts as texts
from .groups.bloc import (
    Bloc as Bloc,
    bloc as bloc,
    blocs as blocs,
    countries as countries,
)
from .groups.country_set import CountrySet as CountrySet
from .names.country import Country as Country
from .names.find import find_countries as find_countries
from .names.lists import parse_signatories as parse_signatories
from .names.match import (
    country as country,
    match as match,
    normalize as normalize,
)
from .names.resolve import resolve as resolve
from .readers.add_votes import add_votes as add_votes
from .readers.marcxml import read_marcxml as read_marcxml
from .readers.own_table import read_rollcalls as read_rollcalls
from .readers.undl import read_undl as read_undl
from .results.interval import Interval as Interval
from .results.packaged import tables as tables
