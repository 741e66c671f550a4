"""Evaluates the resource policy of a Lambda function for calls from API Gateway; MiniStack itself ignores the policy.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
"""

from ministack.core.iam_evaluator import EvalContext, evaluate_resource_policy
from ministack.services import lambda_svc

SERVICE = "apigateway.amazonaws.com"


def may_invoke(function_arn, source, credentials, account_id, region):
    """Returns whether API Gateway may invoke the function on behalf of `source`, which begins with the id of the API.

    With credentials (the ARN of a role) the policy of that role decides instead; it is assumed to allow the call.
    """
    function, _, _ = lambda_svc._get_func_record_for_ref_in_scope(function_arn, account_id=account_id, region=region)
    if function is None or credentials:
        return True  # MiniStack itself handles a function that does not exist
    context = EvalContext(
        principal_arn="",
        principal_type="Service",
        principal_account="",
        action="lambda:InvokeFunction",
        resource_arn=function_arn,
        region=region,
        service_context={
            "aws:sourcearn": f"arn:aws:execute-api:{region}:{account_id}:{source}",
            "aws:sourceaccount": account_id,
        },
    )
    return evaluate_resource_policy(function["policy"], context, service=SERVICE).decision == "Allow"


def http_source(api_id, stage, method, route_key):
    """Returns the source of a route of an HTTP API: the method and path of its key, or `$default` without a method.

    https://github.com/aws/serverless-application-model/issues/1860
    """
    _, _, path = route_key.partition(" ")
    return f"{api_id}/{stage}/{method}{path}" if path else f"{api_id}/{stage}/{route_key}"


def authorizer_source(event, authorizer_id):
    """Returns the source of the authorizer that receives this event.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
    """
    arn = event.get("routeArn") or event["methodArn"]
    api_id = arn.split(":")[5].split("/")[0]
    return f"{api_id}/authorizers/{authorizer_id}"
