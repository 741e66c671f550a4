from aws_cdk import App, Stack
from aws_cdk.aws_apigatewayv2 import HttpMethod
from aws_cdk.aws_apigatewayv2_integrations import HttpUrlIntegration
from aws_cdk.aws_lambda import Function
from cdk_clerk_authorizer import ClaimRule, ClerkProtectedHttpApi, RouteAccess

app = App()
stack = Stack(app, "Consumer")

handler = Function.from_function_attributes(
    stack,
    "Handler",
    function_arn="arn:aws:lambda:us-east-1:123456789012:function:handler",
    same_environment=True,
)

api = ClerkProtectedHttpApi(
    stack,
    "Api",
    frontend_api_url="https://sensible-skunk-49.clerk.accounts.dev",
    audience=["ClerkJwtAuthorizer"],
)

api.add_routes(path="/orders", methods=[HttpMethod.GET, HttpMethod.POST], handler=handler)
api.add_routes(path="/documents/{proxy+}", handler=handler)
api.add_routes(
    path="/admin",
    methods=[HttpMethod.GET],
    access=RouteAccess.when(
        ClaimRule.any_of(
            ClaimRule.claim("metadata", "role").equal_to("admin"),
            ClaimRule.claim("metadata", "level").at_least(3),
        )
    ),
    handler=handler,
)
api.add_routes(
    path="/health",
    methods=[HttpMethod.GET],
    access=RouteAccess.anyone(),
    integration=HttpUrlIntegration("Health", "https://backend.example.com/health"),
)

app.synth()
