"""Procedures scripted in Python: the builder and the expressions that guards are made of."""

from accord.procedure._builder import Procedure
from accord.procedure._expression import Expression, f
from accord.procedure._parts import Clause, extension

__all__ = ["Clause", "Expression", "Procedure", "extension", "f"]
