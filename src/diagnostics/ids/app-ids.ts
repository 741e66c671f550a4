import { error, warning } from './level';

/** Errors and warnings about props of every construct, the app and the installed package. */
export const APP_IDS = {
  'Props.type': error(
    'A prop or an argument has a value of another type than required, such as a rule instead of an access.',
  ),
  'Props.secret': error(
    'A prop contains what looks like a Clerk secret or a private key, which the template would publish. Rotate it.',
  ),
  'Props.listItem': error(
    'An item of a list that is known at deployment only was taken by an index or by spreading it beside others.',
  ),
  'Props.misplaced': error(
    'A check was given to a construct or a method that does not take it, such as a rule as a prop of an API, so it would be dropped.',
  ),
  'Props.misspelt': warning('A prop of a construct has another name than the one that it is probably meant for.'),
  'Props.unknownOption': error(
    'An option of a method that returns a value, such as `RouteAccess.signedIn()`, has another name than the one that it is probably meant for.',
  ),
  'Package.bundled': error(
    'The CDK app was bundled together with this package, and the code of its functions is not beside it.',
  ),
  'Package.secondCopy': error(
    'A value comes from a second copy of this package in `node_modules`. `npm ls cdk-clerk-authorizer` shows both copies, and `npm dedupe` leaves one if the versions agree.',
  ),
  'Template.secret': error(
    'An output, or a literal environment variable of a function, contains what looks like a secret or a private key. Rotate it.',
  ),
  'RestApi.otherStack': error(
    'Gateway responses or metadata have a value of another stack than that of their API, so that each of the two stacks would need the other first.',
  ),
};
