"""Run by LibreOffice's own Python: opens source.xlsx of a folder and saves it in every format, plain and with a password."""

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno

FILTERS = {"xls": "MS Excel 97", "ods": "calc8", "xlsx": "Calc MS Excel 2007 XML"}
WAITED = 60


def given(**values: Any) -> tuple[Any, ...]:
    found = []
    for name, value in values.items():
        each = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        each.Name, each.Value = name, value
        found.append(each)
    return tuple(found)


def reached(pipe: str) -> Any:
    """The running program's desktop."""
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    until = time.monotonic() + WAITED
    while True:
        try:
            found = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return found.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", found)
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def main(folder: Path) -> None:
    pipe = f"parkledger-{folder.name}-{time.time_ns()}"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    with subprocess.Popen(["soffice", "--headless", "--norestore", profile, f"--accept=pipe,name={pipe};urp;"]):
        desktop = reached(pipe)
        document = desktop.loadComponentFromURL((folder / "source.xlsx").as_uri(), "_blank", 0, given(Hidden=True))
        for ending, name in FILTERS.items():
            document.storeToURL((folder / f"table.{ending}").as_uri(), given(FilterName=name))
            document.storeToURL((folder / f"locked.{ending}").as_uri(), given(FilterName=name, Password="bí mật"))  # noqa: S106
        document.close(True)
        desktop.terminate()


main(Path(sys.argv[1]))
