"""The commonest mistakes in Python. Each must stop with its id, or be warned about, and the message must say what to write."""

import json
import sys

from aws_cdk import App, Duration, Stack
from aws_cdk.aws_apigatewayv2 import CorsPreflightOptions, HttpMethod
from aws_cdk.aws_apigatewayv2_integrations import HttpUrlIntegration
from cdk_clerk_authorizer import ClaimRule, ClerkProtectedHttpApi, RouteAccess, TokenSource

FRONTEND_API_URL = "https://sensible-skunk-49.clerk.accounts.dev"
admin = ClaimRule.has_role("org:admin")


def api(stack, **props):
    clerk = {"frontend_api_url": FRONTEND_API_URL, "audience": ["ClerkJwtAuthorizer"]}
    return ClerkProtectedHttpApi(stack, "Api", **{**clerk, **props})


def route(stack, **options):
    integration = HttpUrlIntegration("BackEnd", "https://backend.example.com")
    api(stack).add_routes(**{"path": "/orders", "methods": [HttpMethod.GET], "integration": integration, **options})


# An id, what the message says, and the program. Names of arguments that do not exist are stopped by Python itself.
MISTAKES = [
    ("FrontendApiUrl.missing", "is required", lambda stack: api(stack, frontend_api_url="")),
    ("FrontendApiUrl.trailingSlash", "must not end with a slash", lambda stack: api(stack, frontend_api_url=FRONTEND_API_URL + "/")),
    ("FrontendApiUrl.noScheme", "must start with https://", lambda stack: api(stack, frontend_api_url=FRONTEND_API_URL[8:])),
    ("FrontendApiUrl.secretKey", "rotate the key", lambda stack: api(stack, frontend_api_url="sk_test_" + "0" * 28)),
    ("Audience.empty", "at least one entry", lambda stack: api(stack, audience=[])),
    ("LambdaAuthorizer.authorizedParties", "write 'https://app.example.com'", lambda stack: api(stack, authorized_parties=["https://app.example.com/"])),
    ("LambdaAuthorizer.cacheTooLong", "at most an hour", lambda stack: api(stack, results_cache_ttl=Duration.hours(2))),
    ("TokenSource.cookieWithoutParties", "write authorizedParties", lambda stack: api(stack, token_sources=[TokenSource.cookie()])),
    ("Route.otherSyntax", "write path: '/orders/{id}'", lambda stack: route(stack, path="/orders/:id")),
    ("Route.trailingSlash", "write path: '/orders'", lambda stack: route(stack, path="/orders/")),
    ("Route.protectedOptions", "carries no token", lambda stack: route(stack, methods=[HttpMethod.OPTIONS])),
    ("ClaimRule.pathInOneName", "one argument per step", lambda stack: ClaimRule.claim("metadata.role")),
    ("ClaimRule.organizationId", "inOrganization('org_", lambda stack: ClaimRule.in_organization("acme")),
    ("ClaimRule.never", "is never met", lambda stack: route(stack, access=RouteAccess.when(ClaimRule.all_of(admin, ClaimRule.has_role("org:member"))))),
    ("HttpCors.allowOrigins", "write allowOrigins", lambda stack: api(stack, cors_preflight=CorsPreflightOptions(allow_origins=["https://app.example.com/"]))),
]


def message_of(program):
    app = App()
    try:
        program(Stack(app, "Mistake"))
        return str([message.entry.data for message in app.synth().stacks[0].messages])
    except Exception as error:  # jsii raises RuntimeError and JSIIError
        return str(error)


messages = [(id, says, message_of(program)) for id, says, program in MISTAKES]
json.dump([{"id": id, "says": says, "message": message} for id, says, message in messages], sys.stdout)
