"""An analyst's corrections: a small text file that is applied anew at each run.

    merge person:xi INTO xi-jinping
    split george-w-bush IN "memoir 1991" AS "George H. W. Bush" LEADER
    rename CHN "People's Republic of China"
    kind person:prayut-chan-o-cha LEADER
    drop institution:related-articles

They are applied in the order of the file, to the findings of one document at a time.
"""

from diplograph.corrections.apply import apply_corrections, correct_findings
from diplograph.corrections.copy import copy_corrected, is_corrected, name_version
from diplograph.corrections.read import Correction, read_corrections

__all__ = [
    "Correction",
    "apply_corrections",
    "copy_corrected",
    "correct_findings",
    "is_corrected",
    "name_version",
    "read_corrections",
]
