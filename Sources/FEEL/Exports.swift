// What an evaluation finds is told in these types: whoever uses the library alone needs no second import.
@_exported import Diagnostics
