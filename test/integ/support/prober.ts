import { type CryptoKey, importJWK } from 'jose';
import { IDS } from '../../../local/clerk/ids';
import { generateSigningKey } from '../../../local/clerk/signing-key';
import { createTokenIssuer } from '../../../local/clerk/token-issuer';
import { TOPICS, type TopicName } from '../topics';
import { ask, verdict } from './ask';
import { call } from './call';
import { AUDIENCE } from './question';

const { TOPIC = '', APIS = '', FRONTEND_API_URL = '', PRIVATE_JWK = '' } = process.env;

/** Asks the questions of a topic on AWS. Returns the answers, and as `verdict` whether they are the expected ones. */
export async function handler(): Promise<Record<string, string>> {
  const apis: Record<string, string> = JSON.parse(APIS);
  const unpublishedKey = await generateSigningKey(IDS.unknownInstance);
  const privateKey = (await importJWK(JSON.parse(PRIVATE_JWK), 'RS256')) as CryptoKey;
  const key = { ...unpublishedKey, kid: IDS.instance, privateKey };
  const issue = createTokenIssuer({ frontendApiUrl: FRONTEND_API_URL, audience: AUDIENCE, key, unpublishedKey });
  const topic = TOPICS[TOPIC as TopicName];
  const answers = await ask(topic, { issue, call: (api, ...request) => call(apis[api], ...request) });
  return { ...answers, verdict: verdict(topic, answers) };
}
