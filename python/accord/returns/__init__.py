"""Returns to a regulator: tables over the docket for a period, each cell opening into its cases."""

from accord.returns._cells import Cell
from accord.returns._checks import Fault, ReturnError
from accord.returns._return import Return, cn_quarterly

__all__ = ["Cell", "Fault", "Return", "ReturnError", "cn_quarterly"]
