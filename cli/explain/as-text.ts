import type { Explanation } from '../../explain/explanation';
import type { Io } from '../shared/io';
import type { Answer } from './answer';

const STATUS = { 200: '200', 401: '401 Unauthorized', 403: '403 Forbidden' } as const;

const MARKS = { passed: '✓', failed: '✗', notMade: '·' } as const;
const COLORS = { passed: 'green', failed: 'red', notMade: 'gray' } as const;

const NOT_FETCHED =
  'This computer could not fetch the keys, which AWS may be able to: --jwks FILE and --pem FILE need no network.';

type Style = Pick<Io, 'style'>;

/** Writes an answer for a person: the verdict first, then the checks, then what to do. */
export function asText({ question, explanation, native }: Answer, io: Style): string {
  if (question.guard === 'open') return `${question.route} is open: everyone may call it, with or without a token.`;
  const { reason, why, remedy, fixes, isModel, issuedAt } = explanation;
  return [
    verdict(question.route, explanation, io),
    explanation.checks.map(({ title, result }) => io.style(COLORS[result], `  ${MARKS[result]} ${title}`)).join('\n'),
    [why, remedy].filter((text) => text !== undefined).join('\n'),
    reason === 'jwk-remote-failed-to-load' ? NOT_FETCHED : '',
    ...fixes.map(({ where, write }) => `${where}:\n  ${io.style('bold', write)}`),
    issuedAt ? `To see whether it was accepted while it was valid, add: --at ${issuedAt}` : '',
    isModel ? 'The route has the JWT authorizer of API Gateway. This is the answer of a model of it.' : '',
    native ? nativeAnswer(native) : '',
  ]
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

function verdict(route: string | undefined, { status, reason, isReported }: Explanation, io: Style): string {
  const subject = route === undefined ? 'The token' : `The token for ${route}`;
  if (isReported) return io.style('yellow', `${subject} is let in, because rules are only reported: ${reason}`);
  if (status === 200) return io.style('green', `${subject} is let in`);
  return io.style('red', `${subject} is refused: ${STATUS[status]}, ${reason}`);
}

function nativeAnswer({ status, reason }: Explanation): string {
  const answer = status === 200 ? 'would let it in' : `would refuse it: ${STATUS[status]}, ${reason}`;
  return `The JWT authorizer of API Gateway (a model of it) ${answer}.`;
}
