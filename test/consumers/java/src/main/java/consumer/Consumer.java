package consumer;

import io.github.cdkclerkauthorizer.AddClerkRoutesOptions;
import io.github.cdkclerkauthorizer.ClaimRule;
import io.github.cdkclerkauthorizer.ClerkProtectedHttpApi;
import io.github.cdkclerkauthorizer.RouteAccess;
import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpUrlIntegration;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.FunctionAttributes;
import software.amazon.awscdk.services.lambda.IFunction;

public final class Consumer {
  public static void main(String[] args) {
    App app = new App();
    Stack stack = new Stack(app, "Consumer");

    IFunction handler = Function.fromFunctionAttributes(stack, "Handler", FunctionAttributes.builder()
        .functionArn("arn:aws:lambda:us-east-1:123456789012:function:handler")
        .sameEnvironment(true)
        .build());

    ClerkProtectedHttpApi api = ClerkProtectedHttpApi.Builder.create(stack, "Api")
        .frontendApiUrl("https://sensible-skunk-49.clerk.accounts.dev")
        .audience(List.of("ClerkJwtAuthorizer"))
        .build();

    api.addRoutes(AddClerkRoutesOptions.builder()
        .path("/orders")
        .methods(List.of(HttpMethod.GET, HttpMethod.POST))
        .handler(handler)
        .build());
    api.addRoutes(AddClerkRoutesOptions.builder()
        .path("/documents/{proxy+}")
        .handler(handler)
        .build());
    api.addRoutes(AddClerkRoutesOptions.builder()
        .path("/admin")
        .methods(List.of(HttpMethod.GET))
        .access(RouteAccess.when(ClaimRule.anyOf(
            ClaimRule.claim("metadata", "role").equalTo("admin"),
            ClaimRule.claim("metadata", "level").atLeast(3))))
        .handler(handler)
        .build());
    api.addRoutes(AddClerkRoutesOptions.builder()
        .path("/health")
        .methods(List.of(HttpMethod.GET))
        .access(RouteAccess.anyone())
        .integration(new HttpUrlIntegration("Health", "https://backend.example.com/health"))
        .build());

    app.synth();
  }
}
