import type { AccessReport } from '../../report/access-report';
import { type Finding, found, ok } from './findings';

/** Checks that the routes of the templates accept tokens of the instance. */
export function checkTemplate(report: AccessReport, frontendApiUrl: string): Finding[] {
  const issuers = issuersOf(report);
  if (issuers.length === 0) {
    return [found('Doctor.templateNoIssuer', 'No route of the template accepts tokens of a known issuer.')];
  }
  const others = issuers.filter((issuer) => issuer !== frontendApiUrl);
  if (others.length === 0) return [ok('The routes of the template accept tokens of this instance.')];
  return [found('Doctor.templateOtherIssuer', `Routes of the template accept tokens of ${others.join(', ')}.`)];
}

/** Returns the issuers that are known before deployment. */
export function issuersOf({ routes }: AccessReport): string[] {
  return [...new Set(routes.flatMap(({ issuer }) => (issuer?.startsWith('http') ? [issuer] : [])))];
}
