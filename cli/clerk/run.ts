import type { LocalClerk } from '../../local/clerk/local-clerk';
import type { KnownApi } from './known-apis';

/** A running local Clerk, with what the page knows beside it. */
export interface Run {
  readonly clerk: LocalClerk;
  /** The APIs whose authorizers explain the answers. Without one, the fields of the page describe an authorizer. */
  readonly apis?: readonly KnownApi[];
  /** Values of the templates that are known at deployment only, as `NAME=VALUE`. */
  readonly parameter?: string[];
}
