import { readFileSync, writeSync } from 'node:fs';

export type Handler = (event: unknown) => unknown;

export function readJob<Job>(): Job {
  return JSON.parse(readFileSync(process.argv[2], 'utf8'));
}

export function answer(result: object): void {
  writeSync(1, JSON.stringify(result));
}

/**
 * CPU time of this process in microseconds, all threads together. Unlike a clock it stands still while somebody else's
 * work has the CPU, and CPU time is also what a Lambda function is short of.
 */
export function cpuMicroseconds(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** `require`, which esbuild leaves alone as long as it cannot tell the path. */
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
