import { readFileSync, writeSync } from 'node:fs';

export type Handler = (event: unknown) => unknown;

export function readJob<Job>(): Job {
  return JSON.parse(readFileSync(process.argv[2], 'utf8'));
}

/** The files outside the package that are loaded, in order: the parts of the CDK. */
export function loadedPeers({ cache }: NodeJS.Require): string[] {
  return Object.keys(cache).filter((file) => file.includes('node_modules'));
}

export function answer(result: object): void {
  writeSync(1, JSON.stringify(result));
}

/**
 * Returns the CPU time of this process in microseconds, over all threads. Unlike wall time it does not depend on the load
 * of the machine, and CPU time is the scarce resource of a Lambda function.
 */
export function cpuMicroseconds(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** Loads the handler of a bundle. esbuild does not bundle this `require`, because its path is not a constant. */
export function load(bundle: string): Handler {
  return require(bundle).handler;
}

export function isGranted(answer: unknown): boolean {
  const { isAuthorized, policyDocument } = answer as {
    isAuthorized?: boolean;
    policyDocument?: { Statement: { Effect: string }[] };
  };
  return isAuthorized === true || policyDocument?.Statement[0].Effect === 'Allow';
}
