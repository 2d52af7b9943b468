"""Run by LibreOffice's own Python: accepts or rejects all tracked changes of Word files, and writes what is left.

Each line of standard input is a JSON list `[url of a file, command]`; each line written is a JSON list of paragraphs.
"""

from __future__ import annotations

import contextlib
import json
import sys
import time
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from com.sun.star.connection import NoConnectException  # type: ignore[import-not-found]


def bureau(tuyau: str) -> tuple[Any, Any]:
    local = uno.getComponentContext()
    resoudre = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        try:
            ici = resoudre.resolve(f"uno:pipe,name={tuyau};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.1)
            continue
        return ici, ici.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", ici)
    sys.exit("LibreOffice ne répond pas")


def textes(contenant: Any) -> list[str]:
    lus = []
    suite = contenant.createEnumeration()
    while suite.hasMoreElements():
        element = suite.nextElement()
        if element.supportsService("com.sun.star.text.TextTable"):
            for nom in element.getCellNames():
                lus += [f"{nom.rstrip('0123456789')}| {t}" for t in textes(element.getCellByName(nom))]
        else:
            lus.append(f"{element.ListLabelString} {element.getString()}".strip())
    return lus


def main() -> None:
    ici, desktop = bureau(sys.argv[1])
    for ligne in sys.stdin:
        url, commande = json.loads(ligne)
        cache = PropertyValue()
        cache.Name, cache.Value = "Hidden", True
        document = desktop.loadComponentFromURL(url, "_blank", 0, (cache,))
        if commande:
            envoi = ici.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", ici)
            envoi.executeDispatch(document.getCurrentController().getFrame(), commande, "", 0, ())
        notes = document.getFootnotes()
        lus = textes(document.getText())
        lus += [t for k in range(notes.getCount()) for t in textes(notes.getByIndex(k))]
        sys.stdout.write(json.dumps(lus) + "\n")
        sys.stdout.flush()
        document.close(True)
    with contextlib.suppress(Exception):  # it may be gone before it answers
        desktop.terminate()


main()
