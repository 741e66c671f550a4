import type { IConstruct } from 'constructs';
import { warn } from '../diagnostics/diagnostics';

/** Warns that rules are not enforced: it is the one setting that lets callers in although a check fails. */
export function warnIfReportOnly(scope: IConstruct, reportOnlyRules: boolean | undefined): void {
  if (!reportOnlyRules) return;
  warn(scope, 'LambdaAuthorizer.reportOnly', {
    what: "'reportOnlyRules' lets in every caller with a valid token, whatever the rules of the routes say",
    fix: 'remove it once the log shows no caller that a rule would wrongly refuse',
  });
}
