import { generateKeyPairSync } from 'node:crypto';
import { type App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { ClerkKeys, type ClerkLambdaAuthorizerOptions, TokenKind, TokenSource } from '../../../src';
import { newStack } from './stack';

/**
 * A value for each prop of a construct, and the props without which it has no meaning. A prop that is added to the interface
 * has no sample, which does not compile.
 */
export type Samples<Props, All = Props> = {
  [Name in keyof Required<Props>]: (stack: Stack) => [value: Props[Name], context?: Partial<All>];
};

/** Returns the names of the props that change nothing in the template. `build` creates the construct in a stack. */
export function propsWithoutEffect<Props>(
  samples: Samples<Props>,
  build: (stack: Stack, props: Partial<Props>) => void,
): string[] {
  const names = Object.keys(samples) as (keyof Required<Props>)[];
  const templateOf = (name: keyof Required<Props>, isSet: boolean): string => {
    const stack = newStack();
    const [value, context = {}] = samples[name](stack);
    build(stack, { ...context, ...(isSet && { [name]: value }) } as Partial<Props>);
    return allTemplates(stack.node.root as App);
  };
  return names.filter((name) => templateOf(name, false) === templateOf(name, true)).map(String);
}

function allTemplates(app: App): string {
  const stacks = app.node.findAll().filter((it) => it instanceof Stack);
  return JSON.stringify(stacks.map((stack) => Template.fromStack(stack).toJSON()));
}

const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PEM = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const PARTIES = ['https://app.example.com'];

/** Samples of what all Lambda authorizers have in common. `context` is what makes a construct use its function. */
export function lambdaSamples<All extends ClerkLambdaAuthorizerOptions>(
  context: Partial<All>,
): Samples<ClerkLambdaAuthorizerOptions, All> {
  const cookie = { ...context, tokenSources: [TokenSource.cookie()], authorizedParties: PARTIES };
  return {
    keys: () => [ClerkKeys.fromPem(PEM), context],
    tokenKinds: () => [[TokenKind.SESSION, TokenKind.OAUTH], context],
    tokenSources: () => [[TokenSource.header('X-Token')], context],
    publishableKey: () => [`pk_test_${btoa('clerk.example.com$').replace(/=+$/, '')}`, cookie],
    authorizedParties: () => [PARTIES, context],
    allowMissingAuthorizedParty: () => [true, { ...context, authorizedParties: PARTIES }],
    denyImpersonation: () => [true, context],
    reportOnlyRules: () => [true, context],
    anonymousLogs: () => [true, context],
    runtime: () => [Runtime.NODEJS_22_X, context],
    functionOptions: () => [{ timeout: Duration.seconds(3) }, context],
    aliasOptions: () => [{ provisionedConcurrentExecutions: 1 }, context],
  };
}
