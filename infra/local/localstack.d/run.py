"""Launcher of LocalStack with the plugin process_executor, which is in the same folder and found by its entry point."""

import sys
import threading


def add_python_3_13_features():
    """Adds the features of Python 3.13 that LocalStack uses: warnings.deprecated, and threading.Lock as a class, which
    the signature with `Lock | None` in localstack.packages.api requires."""
    import warnings

    import typing_extensions

    warnings.deprecated = typing_extensions.deprecated
    function = threading.Lock
    threading.Lock = type("Lock", (), {"__new__": lambda cls: function()})
    import localstack.packages.api  # noqa: F401

    threading.Lock = function


def keep_engines_in_this_group():
    """Keeps the engines (Kinesis, DynamoDB) in this process group, so that they stop with it. On Linux and macOS
    LocalStack starts each engine in its own session, so this function hides the operating system from it."""
    import localstack.utils.run

    localstack.utils.run.is_linux = localstack.utils.run.is_mac_os = lambda: False


if sys.version_info < (3, 13):
    add_python_3_13_features()
keep_engines_in_this_group()

from localstack.runtime.main import main  # noqa: E402

main()
