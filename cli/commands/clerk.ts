import { type LocalClerk, startLocalClerk } from '../../local/clerk/local-clerk';
import { readKnownApis } from '../clerk/known-apis';
import { startPage } from '../clerk/start-page';
import { OPTIONS } from '../explain/options';
import { defineCommand } from '../shared/command';
import { EXIT } from '../shared/exit-code';
import { UsageError } from '../shared/usage-error';

const NOT_CLERK =
  'This is NOT Clerk, but a stand-in for it on this computer. Whoever has the URL of the page can mint any token.';

export const clerk = defineCommand({
  name: 'clerk',
  summary: 'Stands in for Clerk: serves its documents, and a page that mints and sends tokens. It is NOT Clerk.',
  usage: '[options]',
  details: `
Starts a local Clerk on this computer, with the discovery document and the keys of a Frontend API, and a page for the browser.
The page mints a session, JWT template, OAuth or M2M token with the claims that you choose, sends it to your API, and shows the
answer with the explanation of explain beside it. A token of your real Clerk instance can be pasted and sent too.

It is NOT Clerk, and whoever has the URL of the page can mint any token: never let an API that others use accept them. It
listens on loopback only, and its keys are new at each start. It sends nothing to anybody but the API that you name, and
fetches the keys of the issuer.

Exit codes: 0 when Ctrl-C or SIGTERM ends it, 2 if the command is wrong.`,
  examples: [
    [
      'Start it at a URL that stays the same, for an API that is deployed to an emulator:',
      'cdk-clerk-authorizer clerk --port 4400',
    ],
    [
      'Explain the answers of the routes of an app:',
      'cdk-clerk-authorizer clerk --template cdk.out --parameter ClerkUrl=https://clerk.example.com',
    ],
  ],
  options: {
    port: { type: 'string', value: 'PORT', description: 'The port of the Frontend API URL, instead of a free one.' },
    template: {
      type: 'string',
      short: 't',
      multiple: true,
      value: 'PATH',
      description: 'A synthesized template, or a directory such as cdk.out, whose authorizers explain the answers.',
    },
    parameter: OPTIONS.parameter,
  },
  async run({ values, positionals }, io) {
    if (positionals.length > 0)
      throw new UsageError('clerk takes options only; see cdk-clerk-authorizer clerk --help.');
    const { json, port, template, parameter } = values;
    const apis = template && readKnownApis(template, parameter);
    const local = await start(port);
    const page = await startPage({ clerk: local, apis, parameter });
    const { frontendApiUrl } = local;
    io.print(
      json ? JSON.stringify({ isClerk: false, frontendApiUrl, pageUrl: page.url }) : asText(frontendApiUrl, page.url),
    );
    await io.untilStopped();
    await page.close();
    await local.close();
    return EXIT.ok;
  },
});

function asText(frontendApiUrl: string, pageUrl: string): string {
  return `${NOT_CLERK}\n\nFrontend API URL  ${frontendApiUrl}\nPage              ${pageUrl}\n\nCtrl-C ends it.`;
}

async function start(text: string | undefined): Promise<LocalClerk> {
  const port = text === undefined ? undefined : Number(text);
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
    throw new UsageError('--port is a number from 1 to 65535.');
  }
  try {
    return await startLocalClerk({ port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`The port cannot be used (${code}): choose another --port, or none.`);
  }
}
