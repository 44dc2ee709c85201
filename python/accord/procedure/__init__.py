"""Procedures scripted in Python: the builder and the expressions that guards are made of."""

from accord.procedure._builder import Procedure
from accord.procedure._diff import Change, Difference, diff
from accord.procedure._expression import Expression, f
from accord.procedure._parts import Clause, Parameter, Stages, extension, move, task
from accord.procedure._rehearsal import Answers, Rehearsal

__all__ = [
    "Answers",
    "Change",
    "Clause",
    "Difference",
    "Expression",
    "Parameter",
    "Procedure",
    "Rehearsal",
    "Stages",
    "diff",
    "extension",
    "f",
    "move",
    "task",
]
