"""The version of parkledger that is installed."""

from importlib.metadata import version

VERSION = version("parkledger")
