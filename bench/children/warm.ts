import { createPublicKey, verify } from 'node:crypto';
import { type Contender, type Effort, interleave } from './interleave';
import { answer, isGranted, load, readJob } from './job';

export interface WarmJob extends Effort {
  readonly candidates: {
    readonly name: string;
    readonly bundle: string;
    readonly events: object[];
    readonly repeats?: true;
  }[];
  readonly tokens: string[];
  readonly pem: string;
}

/** The name of the bare signature check among the timings. */
export const BARE = 'bare';

async function main(): Promise<void> {
  const { candidates, tokens, pem, ...effort } = readJob<WarmJob>();
  const contenders: Contender[] = [bareVerify(tokens, pem)];
  for (const { name, bundle, events, repeats } of candidates) {
    const handler = load(bundle);
    if (!isGranted(await handler(events[0]))) throw new Error(`${name} refused a valid token`);
    contenders.push({ name, decide: (index) => handler(events[repeats ? 0 : index % events.length]) });
  }
  answer(await interleave(contenders, effort));
}

/** The signature check alone, with everything else prepared: no authorizer on Node can be faster than this. */
function bareVerify(tokens: string[], pem: string): Contender {
  const key = createPublicKey(pem);
  const inputs = tokens.map((token) => {
    const dot = token.lastIndexOf('.');
    return { signed: Buffer.from(token.slice(0, dot)), signature: Buffer.from(token.slice(dot + 1), 'base64url') };
  });
  return {
    name: BARE,
    decide(index) {
      const { signed, signature } = inputs[index % inputs.length];
      return verify('RSA-SHA256', signed, key, signature);
    },
  };
}

main();
