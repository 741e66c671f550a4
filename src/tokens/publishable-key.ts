import { fail } from '../diagnostics/diagnostics';
import { isUnknown } from '../policy/unknown-value';

const KEY = /^pk_(?:live|test)_([A-Za-z0-9+/]+={0,2})$/;
const HOST = /^([a-z0-9-]+\.)+[a-z0-9-]+\$$/i;

/** Fails on a text that is not a publishable key of Clerk. Values that are not known yet pass. */
export function checkPublishableKey(key: string | undefined): void {
  if (key === undefined || isUnknown(key)) return;
  const [, encoded] = (typeof key === 'string' && KEY.exec(key)) || [];
  if (encoded && HOST.test(Buffer.from(encoded, 'base64').toString())) return;
  fail('PublishableKey.malformed', {
    what: "'publishableKey' must be pk_live_ or pk_test_ and the encoded host of the Frontend API",
    got: key,
    fix: 'copy it from the Clerk Dashboard > Configure > API keys, as the front end uses it',
  });
}
