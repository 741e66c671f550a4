/** A request to the page that is refused. Its message is one sentence, which contains nothing of the request. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}
