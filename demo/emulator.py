"""Starts MiniStack, corrected where it departs from what the documentation says of API Gateway.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
"""

import inspect
import os
import signal
import sys
import threading

from ministack import app
from ministack.services import apigateway


def correct(name, *replacements):
    """Replaces lines of a function. Stops where one is not there, so that a new release is looked at again."""
    source = inspect.getsource(getattr(apigateway, name))
    for before, after in replacements:
        if source.count(before) != 1:
            sys.exit(f"emulator.py: look again at {name}, this line is not in it once: {before}")
        source = source.replace(before, after)
    exec(source, vars(apigateway))


correct(
    "_handle_execute_in_scope",
    # CloudFormation spells the members of a CORS configuration with a capital; MiniStack reads them without.
    (
        'cors_cfg = api.get("corsConfiguration") or {}',
        'cors_cfg = {k[0].lower() + k[1:]: v for k, v in (api.get("corsConfiguration") or {}).items()}',
    ),
    # Without a CORS configuration OPTIONS is a method as any other; MiniStack answers 403 before it looks at routes.
    ('if method == "OPTIONS":', 'if method == "OPTIONS" and cors_cfg:'),
    # With one, API Gateway ignores the CORS headers of the back end; MiniStack sends its own next to them.
    (
        "status, resp_headers, resp_body = response\n",
        "status, resp_headers, resp_body = response\n"
        '        resp_headers = {k: v for k, v in resp_headers.items() if not k.lower().startswith("access-control-")}\n',
    ),
)

# MiniStack answers /health of every host itself, also of a deployed API.
app._HEALTH_PATHS = ("/_ministack/health",)


def end_with_parent():
    """Our stdin is a pipe from the demo, which closes however the demo ends."""
    sys.stdin.read()
    os.killpg(0, signal.SIGKILL)


threading.Thread(target=end_with_parent, daemon=True).start()
app.main()
