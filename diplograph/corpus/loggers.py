"""Other packages' loggers kept from writing to the screen when the program has set up no logging."""

import logging


def hush_loggers(*names: str) -> None:
    """Give each logger a handler that does nothing, unless it has one."""
    for name in names:
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
