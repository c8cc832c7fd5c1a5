"""Faults on demand: silence, errors, HTML, half an answer.

There are none unless the stand-in was started with the path of a fault file. While that file exists, it says what goes
wrong, as JSON: `{"code": 46}` for one of TMDB's codes; or `status`, `body` ("html", "empty", "half", "cut" or any
text), `seconds` of silence before it, `paths` (a regular expression; all paths without it), `retry_after`, `untidy`
(how the answer's values are rewritten: one of `tmdb_demo.untidy.KINDS`).

"half" is half an answer with a matching length; "cut" announces the whole length and breaks off. A write that is
answered so has taken effect, which its client can't know.
"""

import json
import logging
import re
import time
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from tmdb_demo.errors import CODES, APIError
from tmdb_demo.http import Answer, html_answer, json_answer
from tmdb_demo.untidy import KINDS, untidy

log = logging.getLogger("tmdb_demo")

GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
MAX_DELAY = 60.0  # seconds


@dataclass(frozen=True)
class Fault:
    """What goes wrong, as the fault file says it.

    With `status` 0 and no `code` it is the real answer: late (`seconds`), its first half (`body` "half" or "cut"), or
    with other values (`untidy`).
    """

    code: int = 0
    status: int = 0
    body: str = ""
    seconds: float = 0.0
    paths: str = ""
    retry_after: int = 0
    untidy: str = ""

    def applies_to(self, path: str) -> bool:
        return bool(re.search(self.paths, path))

    def wait(self) -> None:
        time.sleep(min(self.seconds, MAX_DELAY))

    def answer(self) -> Answer | None:
        """Return what is sent in place of the answer, None for the answer itself."""
        headers = {"Retry-After": str(self.retry_after)} if self.retry_after else {}
        if self.code:
            refused = APIError(self.code)
            return json_answer(refused.to_json(), self.status or refused.status, headers)
        if self.body == "html":
            return html_answer(GATEWAY, self.status or 502, headers)
        if self.status:
            text = "" if self.body == "empty" else self.body
            return html_answer(text, self.status, headers)
        return None

    def spoil(self, answer: Answer) -> Answer:
        """Return the real answer, rewritten or cut as the fault says."""
        status, headers, body = answer
        if self.untidy and status == 200:
            return status, headers, untidy(body, self.untidy)
        if self.body == "cut":
            headers = headers | {"Content-Length": str(len(body))}
        return status, headers, body[: len(body) // 2] if self.body in {"half", "cut"} else body


def read_fault(path: Path | None) -> Fault | None:
    """Return the fault in the file, None without a file; an invalid one is logged and ignored."""
    if path is None:
        return None
    try:
        settings: Any = json.loads(path.read_text(encoding="utf-8"))
        names = {field.name for field in fields(Fault)}
        fault = Fault(**{name: settings[name] for name in settings if name in names})
        if fault.code and fault.code not in CODES:
            raise ValueError(f"{fault.code} is none of TMDB's codes")
        if fault.untidy and fault.untidy not in KINDS:
            raise ValueError(f"{fault.untidy} is none of {', '.join(KINDS)}")
        return fault
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        log.warning("fault file refused reason=%s", error)
        return None
