"""Disclosure control, the manual and the register of codes. (Sentences and tables are methods of `Estimates`.)

>>> import helhed as hh
>>> hh.explain("W304").splitlines()[0]
'W304: The group is small: one person weighs more than 5 percent.'
"""

from ._core.report import HiddenCell, Protected, explain, method, methods, protect

__all__ = ["HiddenCell", "Protected", "explain", "method", "methods", "protect"]
