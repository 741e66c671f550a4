/** Asks the emulator what docs/measured-on-aws.md asks AWS. So the questions are tried out here, without an account. */
import { expect, test } from 'vitest';
import { startLocalClerk } from '../../local/clerk/local-clerk';
import { call } from '../../local/emulator/api';
import { ask } from '../integ/support/ask';
import { AUDIENCE, type Topic } from '../integ/support/question';
import { TOPICS } from '../integ/topics';
import { deployApp } from './support/deploy';

const QUESTIONS = Object.entries<Topic>(TOPICS);

test.each(QUESTIONS)('the emulator answers the questions about %s', { timeout: 300_000 }, async (name, topic) => {
  const clerk = await startLocalClerk();
  const { frontendApiUrl } = clerk;
  const apis = await deployApp(`test/integ/integ.${name}.ts`, { CLERK_FRONTEND_API_URL: frontendApiUrl });
  const answers = await ask(topic, {
    issue: clerk.issueFor(frontendApiUrl, AUDIENCE),
    call: (api, method, path, headers = {}) => call(apis[`${api}Url`], method, path, headers),
  });
  await clerk.close();

  const expected = Object.entries(topic).map(([id, { emulator, expected }]) => [id, emulator ?? expected]);
  expect(answers).toEqual(Object.fromEntries(expected));
});
