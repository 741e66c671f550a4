import type { PreflightAnswer } from '../../report/preflight';
import type { AccessOfRequest, RouteReport } from '../../report/route-report';

const CALLERS: Record<AccessOfRequest['access'], string> = {
  open: 'anyone',
  jwt: 'tokens of the issuer',
  lambda: 'decided by a function',
  iam: 'IAM identities',
  cognito: 'users of the pool',
  key: 'an API key',
  unknown: 'known at deployment',
};

/** Says who may call a route. */
export function callers(access: AccessOfRequest | 'noRoute' | 'notVisible'): string {
  if (access === 'noRoute') return 'no route';
  if (access === 'notVisible') return 'not visible';
  const key = access.apiKeyRequired ? ', with an API key' : '';
  return `${access.isFixedAnswer && access.access === 'open' ? 'fixed answer' : withoutKey(access)}${key}`;
}

function withoutKey({ access, requirement, rule, isReportOnly }: AccessOfRequest): string {
  if (isReportOnly) return `signed in; only reported: ${rule}`;
  switch (requirement) {
    case 'signedIn':
      return 'signed in';
    case 'optional':
      return 'anyone, token optional';
    case 'nobody':
      return 'nobody';
    default:
      return rule ?? CALLERS[access];
  }
}

const PREFLIGHTS: Record<PreflightAnswer, string> = {
  responder: 'responder',
  corsConfiguration: 'CORS config',
  mock: 'mock',
  backEnd: 'back end',
  refused: 'refused',
  unknown: '?',
};

/** Says what answers preflights. */
export function preflight({ preflight: answer }: RouteReport): string {
  return answer === undefined ? '' : PREFLIGHTS[answer];
}

/** Writes a number with its noun. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
