import type { ApiRoute } from './api-route';
import type { Message } from './describe-finding';

/** A mistake, certain or likely, with the words for it. */
export interface Problem {
  readonly message: Message;
  /** Routes of the API that it is about. None if it is about the whole API. */
  readonly routes: readonly ApiRoute[];
  /** Id of the route or URL that it is about, where one can be changed or acknowledged alone. */
  readonly source?: string;
}
