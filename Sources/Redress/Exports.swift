// A program imports `Redress` alone: what its interface speaks of comes along.
@_exported import Diagnostics
@_exported import Engine
@_exported import Records
