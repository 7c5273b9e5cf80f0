"""CDD Desktop: the village work of a provincial Community Development office, on one PC."""

from importlib.metadata import version

__version__ = version("cdd-desktop")
