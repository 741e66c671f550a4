import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Api, Credentials } from '../local/emulator/api';
import { SetupError } from '../local/emulator/setup-error';
import { clearWorkspace } from '../local/emulator/workspace';
import type { Caller } from './callers';
import { startClerkPage } from './clerk-page';
import { dashboardPicture } from './dashboard-picture';
import { check, startDemo } from './demo';
import { EXPECTATIONS } from './expectations';
import { fullTable } from './full-table';
import { step } from './progress';
import { refusalLines, refusalTable, refusalVerdict } from './refusals';
import { report } from './report';

const USAGE = `npm run demo -- [options]

Deploys the examples to an AWS emulator on this machine, calls every route with every kind of token,
and compares the status of each answer with the expected one.

  --keep      leave everything running until Ctrl-C, and print requests to try
  --full      print a table of every route with every caller too, and why callers were refused
  --picture   write docs/images/dashboard.svg with the numbers of this run
  --port <n>  port of the emulator (default: a free one)
  --help      this text`;

// Exiting is enough: the processes that were started end with this one (see processes.ts).
for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
  process.on(signal, () => {
    console.log('\nStopping.');
    process.exit(code);
  });
}
process.on('exit', clearWorkspace);

async function main(): Promise<void> {
  const { keep, full, picture, port, help } = options();
  if (help) return console.log(USAGE);

  const demo = await startDemo(port);
  const apis = await demo.deployExamples();
  const results = await step(`Calling ${EXPECTATIONS.length} times`, () => check(apis, demo.credentials, EXPECTATIONS));
  const refusals = await refusalLines(demo.emulator);
  if (full) console.log(`${fullTable(results)}\n${refusalTable(refusals)}`);
  console.log(report(results));
  console.log(refusalVerdict(refusals));
  if (picture) writeFileSync('docs/images/dashboard.svg', dashboardPicture(results.length, refusals));
  process.exitCode = results.every(({ expected, got }) => expected === got) ? 0 : 1;

  if (!keep) return demo.stop();
  console.log(sampleRequests(apis, demo.credentials));
  const page = await startClerkPage(demo.clerk, apis);
  console.log(
    `# Mint and send other tokens in the browser; the audience is ClerkJwtAuthorizer. This is NOT Clerk.\n${page.url}`,
  );
}

function options() {
  try {
    const { values } = parseArgs({
      options: {
        keep: { type: 'boolean' },
        full: { type: 'boolean' },
        picture: { type: 'boolean' },
        port: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
      throw new Error(`--port must be a number from 1 to 65535, got ${values.port}`);
    }
    return { ...values, port };
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    process.exit(1);
  }
}

function sampleRequests(apis: Record<string, Api>, credentials: Record<Caller, Credentials>): string {
  const curl = (caller: Caller, app: string, path: string) => {
    const headers = Object.entries(credentials[caller]).map(([name, value]) => ` -H '${name}: ${value}'`);
    return `# ${caller}\ncurl -i${headers.join('')} ${apis[app].url}${path}\n`;
  };
  return [
    '\nRunning until Ctrl-C. These tokens expire after an hour; Clerk’s own session tokens expire after a minute.\n',
    curl('signed in', 'examples/http-api.ts', '/orders'),
    curl('no token', 'examples/http-api.ts', '/orders'),
    curl('expired token', 'examples/http-api.ts', '/orders'),
    curl('OAuth client with the scope', 'examples/http-api.ts', '/reports'),
    curl('signed in', 'examples/claim-rules.ts', '/admin/users'),
    curl('admin by metadata', 'examples/claim-rules.ts', '/admin/users'),
    curl('no token', 'examples/mcp-server.ts', '/mcp'),
    curl('MCP client', 'examples/mcp-server.ts', '/mcp'),
  ].join('\n');
}

main().catch((error) => {
  console.error(error instanceof SetupError ? error.message : error);
  process.exit(1);
});
