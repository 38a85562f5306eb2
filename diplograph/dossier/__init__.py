"""What was found, on disk: one SQLite file that any SQLite tool can open.

Each document is written in one transaction, so a run that is killed leaves a valid file and the next
run goes on where it stopped. What an entity is called is worked out from what each document calls it,
never from the order in which the documents came.
"""

from diplograph.dossier.names import fold_name
from diplograph.dossier.schema import APPLICATION_ID, SCHEMA_VERSION
from diplograph.dossier.store import Dossier

__all__ = ["APPLICATION_ID", "SCHEMA_VERSION", "Dossier", "fold_name"]
