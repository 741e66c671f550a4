"""Starts MiniStack with corrections where it differs from the documentation of API Gateway:

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
    """Replaces lines of a function. Exits if a line is missing, so that a new release of MiniStack is reviewed."""
    source = inspect.getsource(getattr(module, name))
    for before, after in replacements:
        if source.count(before) != 1:
            sys.exit(f"emulator.py: review {name} of MiniStack, it must contain this line exactly once: {before}")
        source = source.replace(before, after)
    exec(source, vars(module))


correct(
    apigateway,
    "_handle_execute_in_scope",
    # CloudFormation capitalizes the members of a CORS configuration; MiniStack expects lower case.
    (
        'cors_cfg = api.get("corsConfiguration") or {}',
        'cors_cfg = {k[0].lower() + k[1:]: v for k, v in (api.get("corsConfiguration") or {}).items()}',
    ),
    # Without a CORS configuration, OPTIONS is an ordinary method; MiniStack answers 403 without looking at the routes.
    ('if method == "OPTIONS":', 'if method == "OPTIONS" and cors_cfg:'),
    # With a CORS configuration, API Gateway ignores the CORS headers of the back end; MiniStack sends both.
    (
        "status, resp_headers, resp_body = response\n",
        "status, resp_headers, resp_body = response\n"
        '        resp_headers = {k: v for k, v in resp_headers.items() if not k.lower().startswith("access-control-")}\n',
    ),
)

# A WebSocket API answers 401 if its authorizer throws "Unauthorized"; MiniStack answers 500 to every error.
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

# The integration of $connect selects the subprotocol; MiniStack selects none, and clients then close the connection.
correct(
    apigateway,
    "handle_websocket",
    (
        'await send({"type": "websocket.accept"})',
        'chosen = {k.lower(): v for k, v in ((connect_route and resp or {}).get("headers") or {}).items()}\n'
        '        await send({"type": "websocket.accept", "subprotocol": chosen.get("sec-websocket-protocol")})',
    ),
)

# MiniStack returns the response of every WebSocket route, and lacks the resource type that enables this on AWS.
provisioners._RESOURCE_HANDLERS["AWS::ApiGatewayV2::RouteResponse"] = {
    "create": lambda logical_id, properties, stack: (logical_id, {}),
    "delete": lambda physical_id, properties: None,
}

# Identity sources of REST APIs may be context variables; MiniStack treats them as absent and refuses every request.
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

# MiniStack answers /health itself for every host, including the hosts of deployed APIs.
app._HEALTH_PATHS = ("/_ministack/health",)


def end_with_parent():
    """Ends this process and its children when the parent ends: stdin is a pipe that closes with the parent."""
    sys.stdin.read()
    os.killpg(0, signal.SIGKILL)


threading.Thread(target=end_with_parent, daemon=True).start()
app.main()
