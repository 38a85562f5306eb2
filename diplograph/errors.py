"""What can go wrong, as a tree.

    DiplographError
    ├── CorpusError       a path that cannot be read at all
    ├── DataError         a data file (ontology, knowledge, analyst's list) with a wrong row
    ├── ModelError        no usable spaCy pipeline
    ├── DossierError      a file that is not a dossier, is newer than this program, or cannot be written
    ├── OutputError       an output that cannot be written
    └── UnknownNameError      a name that nothing is registered under

Every message is one sentence that says what is wrong, where, and what to do about it.
"""


class DiplographError(Exception):
    """Base of every error that diplograph raises on purpose."""


class CorpusError(DiplographError):
    """A path, archive or table that cannot be read at all."""


class DataError(DiplographError):
    """A data file with something wrong in it: names the file, the row and the field."""


class ModelError(DiplographError):
    """No spaCy pipeline under that name, or one that lacks a parser."""


class DossierError(DiplographError):
    """A file that is no dossier, was made by a newer version, or cannot be written."""


class OutputError(DiplographError):
    """An output file that cannot be written."""


class UnknownNameError(DiplographError, KeyError):
    """A format, kind, type or entity that does not exist; the message lists what does."""

    def __str__(self) -> str:
        """The sentence itself (`KeyError` would show its repr)."""
        return str(self.args[0])
