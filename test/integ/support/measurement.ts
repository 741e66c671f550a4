import { ExpectedResult, IntegTest, type LambdaInvokeFunction } from '@aws-cdk/integ-tests-alpha';
import { App, CfnOutput, RemovalPolicies, Stack } from 'aws-cdk-lib';
import { CfnAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { ENABLE_ADDITIONAL_METADATA_COLLECTION } from 'aws-cdk-lib/cx-api';
import { TOPICS, type TopicName } from '../topics';
import { AS_EXPECTED } from './ask';
import { Issuer } from './issuer';

/**
 * The stack of a topic. On AWS it has an issuer of its own, and integ-tests compares the answers with what is expected.
 * On the emulator, which test/e2e/measured.test.ts starts, the issuer is a local Clerk and the test itself asks.
 */
export class Measurement {
  public readonly stack: Stack;
  /** The URL of the issuer. */
  public readonly frontendApiUrl: string;
  /** Leaves out what makes a snapshot longer and no API different. */
  private readonly app = new App({
    analyticsReporting: false,
    treeMetadata: false,
    postCliContext: { [ENABLE_ADDITIONAL_METADATA_COLLECTION]: false },
  });
  private readonly issuer?: Issuer;

  constructor(private readonly topic: TopicName) {
    this.stack = new Stack(this.app, `Measure-${topic}`);
    const local = process.env.CLERK_FRONTEND_API_URL;
    if (!local) this.issuer = new Issuer(this.stack, 'Issuer');
    this.frontendApiUrl = this.issuer?.url ?? (local as string);
  }

  /** Asks the questions of the topic. `apis` has the URLs of the APIs by the names that the questions use. */
  public of(apis: Record<string, string>): void {
    const { issuer, stack } = this;
    if (!issuer) {
      for (const [name, value] of Object.entries(apis)) new CfnOutput(stack, `${name}Url`, { value });
      return;
    }
    for (const construct of stack.node.findAll()) {
      if (construct instanceof CfnAuthorizer) construct.node.addDependency(...issuer.documents);
    }
    this.assert(issuer.newProber(this.topic, apis).functionName);
    RemovalPolicies.of(stack).destroy(); // nothing stays in the account
  }

  /** Asserts that the answers are the expected ones, and makes each of them an output of the stack of the assertion. */
  private assert(functionName: string): void {
    const { assertions } = new IntegTest(this.app, `Test-${this.topic}`, {
      testCases: [this.stack],
      stackUpdateWorkflow: false, // an update from the snapshot would tell nothing about API Gateway
      hooks: { postDeploy: [`node --import tsx support/record.ts ${this.topic}`] },
    });
    // Not `assertions.expect()`: in this version of integ-tests its output asks for an attribute that the provider never sets.
    const answers = assertions.invokeFunction({ functionName }) as LambdaInvokeFunction;
    answers.assertAtPath('Payload.verdict', ExpectedResult.exact(AS_EXPECTED));
    const outputs = Stack.of(answers);
    for (const name of Object.keys(TOPICS[this.topic])) {
      new CfnOutput(outputs, name, { value: answers.getAttString(`Payload.${name}`) });
    }
    new CfnOutput(outputs, 'Region', { value: outputs.region });
  }
}
