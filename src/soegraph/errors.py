"""The errors that soegraph raises on purpose.

```
SoegraphError            anything a user can put right; the message says what, where and what to do
├── InputError           a file that cannot be read as an article or table
├── SettingError         a setting or option with an unusable value
├── OntologyError        the ontology or the lexicon contradicts itself
├── QueryError           a saved query, parameter or SPARQL text that cannot be run
└── StoreError           a store that cannot be opened, read or written
```

Any other exception is a defect of the program and is not caught.
"""


class SoegraphError(Exception):
    """Base of all errors that a user can put right."""


class InputError(SoegraphError):
    """A file cannot be read as an article or table."""


class SettingError(SoegraphError):
    """A setting or option has an unusable value."""


class OntologyError(SoegraphError):
    """The ontology or the lexicon contradicts itself."""


class QueryError(SoegraphError):
    """A saved query, a parameter or a SPARQL text cannot be run."""


class StoreError(SoegraphError):
    """A store cannot be opened, read or written."""
