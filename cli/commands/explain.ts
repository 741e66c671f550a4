import { answer } from '../explain/answer';
import { asText } from '../explain/as-text';
import { inOneSentence } from '../explain/in-one-sentence';
import { OPTIONS } from '../explain/options';
import { readToken } from '../explain/read-token';
import { defineCommand } from '../shared/command';
import { EXIT } from '../shared/exit-code';

export const explain = defineCommand({
  name: 'explain',
  summary: 'Tells why a token is let in or refused, and what to do about it.',
  usage: '[options] < TOKEN',
  details: `
Makes the checks of the authorizer one by one, with the code of the authorizer function, and shows the first that fails. The
token comes from standard input, so that it stays out of the history of the shell. It is never printed, and it is sent to
nobody. Only the public keys are fetched, unless --pem or --jwks names a file.

The authorizer is that of a route in a synthesized template, or it is described by --frontend-api-url and --audience.

Exit codes: 0 if the token is let in, 1 if it is refused, 2 if the question cannot be answered.`,
  examples: [
    [
      'Why does this route refuse the token in the clipboard of macOS?',
      "pbpaste | npx cdk-clerk-authorizer explain --template cdk.out/Api.template.json --route 'GET /admin'",
    ],
    [
      'The same with a value that is known at deployment only:',
      "npx cdk-clerk-authorizer explain --template cdk.out/Api.template.json --route 'GET /admin' --parameter ClerkUrl=https://clerk.example.com < token.txt",
    ],
    [
      'Without a template:',
      'npx cdk-clerk-authorizer explain --frontend-api-url https://clerk.example.com --audience my-api < token.txt',
    ],
    [
      'Without a network, for a token from the log of yesterday:',
      "npx cdk-clerk-authorizer explain --template cdk.out/Api.template.json --route '$connect' --pem clerk.pem --at 2026-01-31T12:00:00Z < token.txt",
    ],
  ],
  options: OPTIONS,
  async run({ values, positionals }, io) {
    const found = await answer(values, () => readToken(values, positionals, io), io.now).catch(inOneSentence);
    const { question, explanation, native } = found;
    io.print(values.json ? JSON.stringify({ ...question, ...explanation, native }, null, 2) : asText(found, io));
    return explanation.status === 200 ? EXIT.ok : EXIT.negative;
  },
});
