"""CDD Desktop: the village work of a provincial Community Development office, on one PC."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    __version__: str
else:

    def __getattr__(name):
        """`__version__`, looked up when it is asked for: that costs half of a quick command."""
        if name != "__version__":
            raise AttributeError(name)
        from importlib.metadata import version  # noqa: PLC0415 - see above

        return version("cdd-desktop")
