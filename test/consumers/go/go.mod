module consumer

go 1.25

require (
	github.com/aws/aws-cdk-go/awscdk/v2 v2.263.0
	github.com/aws/constructs-go/constructs/v10 v10.8.1
	github.com/aws/jsii-runtime-go v1.140.0
	github.com/cdk-clerk-authorizer/cdk-clerk-authorizer-go/cdkclerkauthorizer v0.0.0
)

replace github.com/cdk-clerk-authorizer/cdk-clerk-authorizer-go/cdkclerkauthorizer => ../dist/go/cdkclerkauthorizer

// The library requires 2.1.3. The module proxy lists that version but does not serve it.
replace github.com/cdklabs/awscdk-asset-node-proxy-agent-go/nodeproxyagentv6/v2 => github.com/cdklabs/awscdk-asset-node-proxy-agent-go/nodeproxyagentv6/v2 v2.1.2
