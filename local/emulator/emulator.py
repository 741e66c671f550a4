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

import resource_policy
import service_integrations
from ministack import app
from ministack.services import apigateway, apigateway_v1
from ministack.services.cloudformation import provisioners

corrected = {}


def correct(module, name, *replacements):
    """Replaces lines of a function. Exits if a line is missing, so that a new release of MiniStack is reviewed."""
    source = corrected.get((module, name)) or inspect.getsource(getattr(module, name))
    for before, after in replacements:
        if source.count(before) != 1:
            sys.exit(f"emulator.py: review {name} of MiniStack, it must contain this line exactly once: {before}")
        source = source.replace(before, after)
    corrected[module, name] = source
    exec(source, vars(module))


correct(
    apigateway,
    "_handle_execute_in_scope",
    # CloudFormation capitalizes the members of a CORS configuration; MiniStack expects lower case.
    (
        'cors_cfg = api.get("corsConfiguration") or {}',
        'cors_cfg = {k[0].lower() + k[1:]: v for k, v in (api.get("corsConfiguration") or {}).items()}',
    ),
    # OPTIONS is an ordinary method: if a route matches it (its own, ANY or $default), that route answers, regardless of
    # the CORS configuration. MiniStack answers from the configuration or with 403, without looking at the routes.
    # https://github.com/aws/serverless-application-model/issues/1603, https://github.com/anomalyco/sst/issues/5493
    # https://github.com/umccr/htsget-rs/issues/156, https://arpadt.com/articles/cors-in-http-api
    (
        'if method == "OPTIONS":',
        'if method == "OPTIONS" and cors_cfg and not _match_route(api_id, method, "/" + path.lstrip("/")):',
    ),
    # Responses of a refusing Lambda authorizer also have the CORS headers; MiniStack adds them to responses of back ends only.
    # https://github.com/aws/aws-sam-cli/issues/9087
    (
        "        if auth_error is not None:\n",
        "        if auth_error is not None:\n"
        '            auth_error[1].update(_cors_response_headers(cors_cfg, headers.get("origin", "")))\n',
    ),
    # With a CORS configuration, API Gateway ignores the CORS headers of the back end; MiniStack sends both. To a preflight
    # that a route takes, MiniStack adds none of the headers that only preflights need. AWS's advice to send preflights to
    # an OPTIONS /{proxy+} route with any integration works only if API Gateway adds them.
    (
        "status, resp_headers, resp_body = response\n",
        "status, resp_headers, resp_body = response\n"
        '        resp_headers = {k: v for k, v in resp_headers.items() if not k.lower().startswith("access-control-")}\n'
        '        if method == "OPTIONS":\n'
        '            preflight = _cors_preflight_response(cors_cfg, headers.get("origin", ""))[1]\n'
        '            resp_headers.update({k: v for k, v in preflight.items() if k.startswith("Access-Control-")})\n',
    ),
)

# The JWT authorizer of an HTTP API passes an object on as Go prints a map; MiniStack passes JSON. Scopes are null unless the
# route asks for scopes; MiniStack always passes those of the token.
# https://github.com/aws/aws-lambda-go/issues/570, https://github.com/floci-io/floci/issues/2011
correct(
    apigateway,
    "_jwt_claim_to_string",
    (
        "    return json.dumps(value)",
        "    if isinstance(value, dict):\n"
        '        return f"map[{\' \'.join(f\'{k}:{_jwt_claim_to_string(v)}\' for k, v in sorted(value.items()))}]"\n'
        "    return json.dumps(value)",
    ),
)
correct(
    apigateway,
    "_validate_jwt_authorizer",
    ("return claims, token_scopes, None", "return claims, token_scopes if route_scopes else None, None"),
)
correct(
    apigateway,
    "_invoke_lambda_proxy",
    ('"scopes": authorizer_scopes or [],', '"scopes": authorizer_scopes or None,'),
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

# API Gateway invokes a function only if the resource policy of the function allows it for this route or authorizer.
# https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html (500)
for module in (apigateway, apigateway_v1):
    module.resource_policy = resource_policy

correct(
    apigateway,
    "_invoke_lambda_proxy",
    (
        "    if func_data is None or func_config is None:\n",
        "    source = resource_policy.http_source(api_id, stage, method, route_key)\n"
        '    credentials = integration.get("credentialsArn")\n'
        "    if not resource_policy.may_invoke(lambda_ref, source, credentials, owner_account_id, owner_region):\n"
        '        return 500, {"Content-Type": "application/json"}, b\'{"message":"Internal Server Error"}\'\n'
        "    if func_data is None or func_config is None:\n",
    ),
)
# https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html (the ARN)
# https://github.com/aws/aws-cdk/issues/38148 (a route without a permission)
correct(
    apigateway,
    "_invoke_ws_lambda",
    (
        "    if func_data is None or func_config is None:\n",
        '    source, credentials = f"{api_id}/{stage}/{route[\'routeKey\']}", integration.get("credentialsArn")\n'
        "    if not resource_policy.may_invoke(lambda_ref, source, credentials, account_id, region):\n"
        '        failure = {"message": "Internal server error", "connectionId": connection_id, "requestId": message_id}\n'
        '        return {"statusCode": 500, "body": failure}\n'
        "    if func_data is None or func_config is None:\n",
    ),
)
# https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
for name in ("_invoke_lambda_proxy_v1", "_invoke_lambda_custom_v1"):
    correct(
        apigateway_v1,
        name,
        (
            "    event = _build_lambda_event_v1(\n",
            '    source = f"{api_id}/{stage_name}/{method}{resource[\'path\']}"\n'
            '    credentials = integration.get("credentials")\n'
            "    if not resource_policy.may_invoke(lambda_ref, source, credentials, owner_account_id, owner_region):\n"
            '        return _gw_error("API_CONFIGURATION_ERROR", "Internal server error")\n'
            "    event = _build_lambda_event_v1(\n",
        ),
    )
for module, name, identifier, credentials in (
    (apigateway, "_invoke_request_authorizer_lambda", "authorizerId", "authorizerCredentialsArn"),
    (apigateway_v1, "_invoke_authorizer_lambda", "id", "authorizerCredentials"),
):
    correct(
        module,
        name,
        (
            "    if func_data is None or func_config is None:\n",
            f'    source = resource_policy.authorizer_source(event, authorizer["{identifier}"])\n'
            f'    credentials = authorizer.get("{credentials}")\n'
            "    if not resource_policy.may_invoke(lambda_ref, source, credentials, account_id, region):\n"
            "        return None\n"
            "    if func_data is None or func_config is None:\n",
        ),
    )

# A mapping reads `$context.authorizer.<member>` behind a Lambda authorizer and `$context.authorizer.claims.<claim>` behind a JWT
# authorizer; MiniStack has the first below `lambda`. Below `jwt`, as in the event of a function, there is none. What happens to a
# header of the client if the mapped value is missing is not documented. MiniStack leaves it, the worst case for a test.
# https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
correct(
    apigateway,
    "_resolve_mapping_atom",
    (
        '            claim_path = path[len("authorizer.jwt.claims.") :]\n',
        "            return None\n",
    ),
    (
        'if path.startswith("authorizer.lambda."):\n            claim_path = path[len("authorizer.lambda.") :]',
        'if path.startswith("authorizer."):\n            claim_path = path[len("authorizer.") :]',
    ),
)

# Integrations that call a service of AWS.
apigateway.service_integrations = apigateway_v1.service_integrations = service_integrations
correct(
    apigateway,
    "_handle_execute_in_scope",
    (
        '    if integration_type == "AWS_PROXY":\n',
        '    if integration.get("integrationSubtype"):\n'
        "        variables = dict(\n"
        "            request_headers=request_headers, request_query=query_params or {}, path_params=path_params or {},\n"
        "            context_vars=context_vars, stage_vars=stage_vars,\n"
        "        )\n"
        "        scope = (owner_account_id, owner_region)\n"
        "        response = await service_integrations.send_message(integration, body, scope, variables)\n"
        '    elif integration_type == "AWS_PROXY":\n',
    ),
)
correct(
    provisioners,
    "_apigw_v2_integration_props",
    (
        '        "integrationUri": ',
        '        "integrationSubtype": props.get("IntegrationSubtype"),\n        "integrationUri": ',
    ),
)
correct(
    apigateway_v1,
    "_execute_in_scope",
    (
        "                invoke = _invoke_sqs_v1\n",
        "                invoke = _invoke_sqs_v1\n"
        '            elif spec and spec[1:3] == ("dynamodb", "action"):\n'
        "                invoke = service_integrations.call_dynamodb\n",
    ),
)

# An event of a REST API has no version; that of an HTTP API with payload format 1.0 has one.
# https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
correct(apigateway_v1, "_build_lambda_event_v1", ('        "version": "1.0",\n', ""))

# REST APIs have JWT authorizers. MiniStack does not know them and leaves their methods public, so a test of such an API
# would pass for the wrong reason.
# https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-jwt-authorizer.html
correct(
    apigateway_v1,
    "_authorize_request_v1",
    (
        "        # Any future authorization type: not enforced here (pass through).\n        return None, None\n",
        '        return _gw_error("AUTHORIZER_CONFIGURATION_ERROR", "Internal server error"), None\n',
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

# Types of resources that MiniStack lacks. It returns the response of every WebSocket route, which on AWS needs a route
# response, and has no console for saved queries.
for resource_type in ("AWS::ApiGatewayV2::RouteResponse", "AWS::Logs::QueryDefinition"):
    provisioners._RESOURCE_HANDLERS[resource_type] = {
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
