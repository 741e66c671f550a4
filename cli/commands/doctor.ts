import type { AccessReport } from '../../report/access-report';
import { asFindings } from '../doctor/as-findings';
import { checkDiscovery } from '../doctor/check-discovery';
import { checkInstance } from '../doctor/check-instance';
import { checkKeys } from '../doctor/check-keys';
import { checkTemplate, issuersOf } from '../doctor/check-template';
import { checkToken } from '../doctor/check-token';
import type { Finding } from '../doctor/findings';
import { readFrontendApiUrl } from '../doctor/frontend-api-url';
import { readReport } from '../routes/read-templates';
import { defineCommand } from '../shared/command';
import { EXIT } from '../shared/exit-code';
import type { Io } from '../shared/io';
import { UsageError } from '../shared/usage-error';

/** Clerk answers within a fraction of a second. */
const TIMEOUT_MS = 10_000;
const MAX_TOKEN_BYTES = 16_384;

export const doctor = defineCommand({
  name: 'doctor',
  summary: 'Checks that a Clerk instance has what API Gateway and the authorizers need.',
  usage: '--frontend-api-url URL [options]',
  details: `
Fetches the discovery document and the keys of the instance, as API Gateway and the authorizer function do. With a
template it checks that the routes accept tokens of the instance, and with a token that tokens have an audience.
Times are those from this computer; API Gateway has its own.

Exit codes: 0; 1 if a check failed; 2 if the command is wrong.`,
  examples: [
    [
      'Check an instance:',
      'cdk-clerk-authorizer doctor --frontend-api-url https://sensible-skunk-49.clerk.accounts.dev',
    ],
    [
      'Check the instance that the CDK app in this directory uses, and a token:',
      'cdk-clerk-authorizer doctor --template cdk.out --token < token.txt',
    ],
  ],
  options: {
    'frontend-api-url': { type: 'string', value: 'URL', description: 'The Frontend API URL of the instance.' },
    template: { type: 'string', value: 'PATH', description: 'A template, or a directory such as cdk.out.' },
    token: { type: 'boolean', description: 'Check a token too, which is read from standard input.' },
  },
  async run({ values, positionals }, io) {
    if (positionals.length > 0)
      throw new UsageError('doctor takes options only; see cdk-clerk-authorizer doctor --help.');
    const report = values.template === undefined ? undefined : readReport(values.template);
    const url = readFrontendApiUrl(values['frontend-api-url'] ?? onlyIssuer(report));
    const token = values.token ? await readToken(io) : undefined;
    const findings = await examine(url, report, token, io);
    io.print(values.json ? JSON.stringify({ findings }, null, 2) : asFindings(findings, io));
    return findings.some(({ level }) => level === 'error') ? EXIT.negative : EXIT.ok;
  },
});

async function examine(
  url: string,
  report: AccessReport | undefined,
  token: string | undefined,
  io: Io,
): Promise<Finding[]> {
  const options = { timeoutMs: TIMEOUT_MS, now: io.now };
  const discovery = await checkDiscovery(url, options);
  const keys = await checkKeys(url, discovery.jwksUri, options);
  const audiences = [...new Set(report?.routes.flatMap(({ audience = [] }) => audience))];
  return [
    ...checkInstance(url),
    ...discovery.findings,
    ...keys.findings,
    ...(report ? checkTemplate(report, url) : []),
    ...(token === undefined
      ? []
      : checkToken(token, { frontendApiUrl: url, kids: keys.kids, audiences, now: io.now() })),
  ];
}

function onlyIssuer(report: AccessReport | undefined): string {
  const issuers = report ? issuersOf(report) : [];
  if (issuers.length === 1) return issuers[0];
  const subject = report ? 'The template does not name one instance, so name it' : 'Name the instance';
  throw new UsageError(`${subject}: --frontend-api-url https://sensible-skunk-49.clerk.accounts.dev`);
}

async function readToken(io: Io): Promise<string> {
  const token = (await io.readInput(MAX_TOKEN_BYTES))?.trim().replace(/^(authorization:\s*)?bearer\s+/i, '');
  if (!token) throw new UsageError('--token reads a token from standard input: pipe it in, or redirect a file.');
  return token;
}
