package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsapigatewayv2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsapigatewayv2integrations"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/jsii-runtime-go"
	clerk "github.com/cdk-clerk-authorizer/cdk-clerk-authorizer-go/cdkclerkauthorizer"
)

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(nil)
	stack := awscdk.NewStack(app, jsii.String("Consumer"), nil)

	handler := awslambda.Function_FromFunctionAttributes(stack, jsii.String("Handler"), &awslambda.FunctionAttributes{
		FunctionArn:     jsii.String("arn:aws:lambda:us-east-1:123456789012:function:handler"),
		SameEnvironment: jsii.Bool(true),
	})

	api := clerk.NewClerkProtectedHttpApi(stack, jsii.String("Api"), &clerk.ClerkProtectedHttpApiProps{
		FrontendApiUrl: jsii.String("https://sensible-skunk-49.clerk.accounts.dev"),
		Audience:       jsii.Strings("ClerkJwtAuthorizer"),
	})

	api.AddRoutes(&clerk.AddClerkRoutesOptions{
		Path:    jsii.String("/orders"),
		Methods: &[]awsapigatewayv2.HttpMethod{awsapigatewayv2.HttpMethod_GET, awsapigatewayv2.HttpMethod_POST},
		Handler: handler,
	})
	api.AddRoutes(&clerk.AddClerkRoutesOptions{
		Path:    jsii.String("/documents/{proxy+}"),
		Handler: handler,
	})
	api.AddRoutes(&clerk.AddClerkRoutesOptions{
		Path:    jsii.String("/admin"),
		Methods: &[]awsapigatewayv2.HttpMethod{awsapigatewayv2.HttpMethod_GET},
		Access: clerk.RouteAccess_When(clerk.ClaimRule_AnyOf(
			clerk.ClaimRule_Claim(jsii.String("metadata"), jsii.String("role")).EqualTo("admin"),
			clerk.ClaimRule_Claim(jsii.String("metadata"), jsii.String("level")).AtLeast(jsii.Number(3)),
		)),
		Handler: handler,
	})
	api.AddRoutes(&clerk.AddClerkRoutesOptions{
		Path:        jsii.String("/health"),
		Methods:     &[]awsapigatewayv2.HttpMethod{awsapigatewayv2.HttpMethod_GET},
		Access:      clerk.RouteAccess_Anyone(),
		Integration: awsapigatewayv2integrations.NewHttpUrlIntegration(jsii.String("Health"), jsii.String("https://backend.example.com/health"), nil),
	})

	app.Synth(nil)
}
