import { APP_IDS } from './ids/app-ids';
import { AUTHORIZER_IDS } from './ids/authorizer-ids';
import { BROWSER_IDS } from './ids/browser-ids';
import { METADATA_IDS } from './ids/metadata-ids';
import { ROUTE_IDS } from './ids/route-ids';
import { RULE_IDS } from './ids/rule-ids';
import { TOKEN_IDS } from './ids/token-ids';

/**
 * Every error, warning and piece of advice of this package. Ids are never renamed or reused.
 * `docs/diagnostics.md` is the same table for readers; a test holds the two together.
 */
export const DIAGNOSTICS = {
  ...TOKEN_IDS,
  ...RULE_IDS,
  ...AUTHORIZER_IDS,
  ...ROUTE_IDS,
  ...BROWSER_IDS,
  ...METADATA_IDS,
  ...APP_IDS,
};

export type DiagnosticId = keyof typeof DIAGNOSTICS;
