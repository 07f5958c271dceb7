"""Runs LocalStack. Beside this file lies the plugin that its entry points name: process_executor."""

import sys
import threading


def lend_to_python_3_12():
    """What LocalStack takes from Python 3.13: warnings.deprecated, and threading.Lock as a class, which the signature
    with `Lock | None` in localstack.packages.api needs."""
    import warnings

    import typing_extensions

    warnings.deprecated = typing_extensions.deprecated
    function = threading.Lock
    threading.Lock = type("Lock", (), {"__new__": lambda cls: function()})
    import localstack.packages.api  # noqa: F401

    threading.Lock = function


def keep_engines_in_this_group():
    """LocalStack gives each engine that it starts (Kinesis, DynamoDB) a session of its own, where the end of the process
    group does not reach it; on systems that it does not know it would not."""
    import localstack.utils.run

    localstack.utils.run.is_linux = localstack.utils.run.is_mac_os = lambda: False


if sys.version_info < (3, 13):
    lend_to_python_3_12()
keep_engines_in_this_group()

from localstack.runtime.main import main  # noqa: E402

main()
