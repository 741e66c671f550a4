import type { DirectAccess } from './api-route';
import { functionOf } from './back-end';
import type { Properties, Resources } from './resources';

/** Reads the ways to functions that everyone has without an API. */
export function readDirectAccess(resources: Resources): DirectAccess[] {
  const read = (type: string, kind: DirectAccess['kind'], property: string, isOpen: (it: Properties) => boolean) =>
    resources.idsOf(type).flatMap((source): DirectAccess[] => {
      const properties = resources.propertiesOf(source);
      const backEnd = isOpen(properties) ? functionOf(resources, properties[property]) : undefined;
      return backEnd === undefined ? [] : [{ kind, backEnd, source }];
    });
  return [
    ...read('AWS::Lambda::Url', 'functionUrl', 'TargetFunctionArn', ({ AuthType }) => AuthType === 'NONE'),
    ...read('AWS::Lambda::Permission', 'openPermission', 'FunctionName', isForEveryAccount),
  ];
}

/**
 * Whether every account may invoke the function: by itself, or with an API of its own, which sends any event.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
function isForEveryAccount(permission: Properties): boolean {
  const { Action, Principal, SourceArn, SourceAccount, PrincipalOrgID, InvokedViaFunctionUrl } = permission;
  // A permission for a function URL does nothing without the URL.
  const isInvocation = Action !== 'lambda:InvokeFunctionUrl' && InvokedViaFunctionUrl !== true;
  const isAnyone = Principal === '*' || Principal === 'apigateway.amazonaws.com';
  return isInvocation && isAnyone && [SourceArn, SourceAccount, PrincipalOrgID].every((it) => it === undefined);
}
