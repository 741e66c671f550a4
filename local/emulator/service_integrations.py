"""Calls of AWS services that MiniStack lacks: `SQS-SendMessage` of HTTP APIs, and DynamoDB by mapping template of REST APIs.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
https://docs.aws.amazon.com/apigateway/latest/developerguide/integrating-api-with-aws-services-dynamodb.html
"""

import json
import uuid

from ministack.core.responses import request_scope
from ministack.services import apigateway, apigateway_v1, dynamodb, sqs

JSON = {"Content-Type": "application/json"}


async def send_message(integration, body, scope, variables):
    """Sends a message to a queue. The parameters of the integration are those of the operation."""
    assert integration["integrationSubtype"] == "SQS-SendMessage", integration
    text = (body or b"").decode()
    data = {
        name: text if value == "$request.body" else apigateway._resolve_mapping_value(value, **variables)
        for name, value in integration["requestParameters"].items()
    }
    if "MessageAttributes" in data:
        data["MessageAttributes"] = json.loads(data["MessageAttributes"])
    with request_scope(*scope):
        try:
            result = await sqs._dispatch("SendMessage", data, data["QueueUrl"])
        except sqs._Err as error:
            return error.status, dict(JSON), json.dumps({"message": error.code}).encode()
    return 200, dict(JSON), json.dumps({"MessageId": result["MessageId"]}).encode()


async def call_dynamodb(
    integration,
    api_id,
    stage_name,
    stage,
    resource,
    path,
    method,
    headers,
    body,
    query_params,
    path_params,
    *,
    owner_account_id=None,
    owner_region=None,
    authorizer_context=None,
    **_,
):
    """Calls an operation of DynamoDB with the rendered mapping template."""
    template = integration["requestTemplates"]["application/json"]
    variables = {"authorizer": authorizer_context or {}, "requestId": str(uuid.uuid4())}
    text = (body or b"").decode()
    rendered = apigateway_v1._render_request_template_v1(template, text, dict(path_params or {}), variables)
    operation = integration["uri"].rpartition("/")[2]
    target = {"x-amz-target": f"DynamoDB_20120810.{operation}"}
    with request_scope(owner_account_id, owner_region):
        status, _headers, answer = await dynamodb.handle_request("POST", "/", target, rendered.encode(), {})
    return apigateway_v1._service_integration_response(
        integration, status, answer.decode(), "application/json", dict(path_params or {}), variables
    )
