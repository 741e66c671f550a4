"""Starts MiniStack, corrected where it departs from what the documentation says of API Gateway.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-connect-route-subprotocol.html
https://docs.aws.amazon.com/apigateway/latest/developerguide/configure-api-gateway-lambda-authorization-with-console.html
"""

import inspect
import os
import signal
import sys
import threading

from ministack import app
from ministack.services import apigateway, apigateway_v1
from ministack.services.cloudformation import provisioners


def correct(module, name, *replacements):
    """Replaces lines of a function. Stops where one is not there, so that a new release is looked at again."""
    source = inspect.getsource(getattr(module, name))
    for before, after in replacements:
        if source.count(before) != 1:
            sys.exit(f"emulator.py: look again at {name}, this line is not in it once: {before}")
        source = source.replace(before, after)
    exec(source, vars(module))


correct(
    apigateway,
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

# A WebSocket API answers 401 where its authorizer throws "Unauthorized"; MiniStack answers 500 to whatever is thrown.
correct(
    apigateway,
    "_invoke_request_authorizer_lambda",
    (
        'if not result or result.get("error"):\n        return None',
        'if not result or result.get("error"):\n        return (result or {}).get("body")',
    ),
)
correct(
    apigateway,
    "_authorize_ws_connect",
    (
        'policy = (payload or {}).get("policyDocument")',
        'payload = payload if isinstance(payload, dict) else {}\n'
        '    if payload.get("errorMessage") == "Unauthorized":\n'
        '        return (401, "Unauthorized"), None\n'
        '    policy = payload.get("policyDocument")',
    ),
)

# The integration of $connect chooses the subprotocol; MiniStack chooses none, upon which clients hang up.
correct(
    apigateway,
    "handle_websocket",
    (
        'await send({"type": "websocket.accept"})',
        'chosen = {k.lower(): v for k, v in ((connect_route and resp or {}).get("headers") or {}).items()}\n'
        '        await send({"type": "websocket.accept", "subprotocol": chosen.get("sec-websocket-protocol")})',
    ),
)

# MiniStack sends the answer of every route back, and so lacks the resource that asks for it.
provisioners._RESOURCE_HANDLERS["AWS::ApiGatewayV2::RouteResponse"] = {
    "create": lambda logical_id, properties, stack: (logical_id, {}),
    "delete": lambda physical_id, properties: None,
}

# Identity sources of REST APIs may be context variables; MiniStack takes them for absent, and refuses every request.
correct(
    apigateway_v1,
    "_request_identity_sources",
    ("headers, query_params, stage):", "headers, query_params, stage, context=None):"),
    (
        'val = ""  # context identity sources not modeled; treated as absent',
        'val = (context or {}).get(src[len("context."):]) or ""',
    ),
)
correct(
    apigateway_v1,
    "_authorize_request_v1",
    (
        "identity_source, headers, query_params, stage\n",
        "identity_source, headers, query_params, stage,\n"
        '            {"httpMethod": method, "resourcePath": resource["path"]},\n',
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
