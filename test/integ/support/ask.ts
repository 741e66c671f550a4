import type { Gateway, Topic } from './question';

/** Asks all questions of a topic. A question that cannot be asked does not hide the answers to the others. */
export async function ask(topic: Topic, gateway: Gateway): Promise<Record<string, string>> {
  const answers = Object.entries(topic).map(async ([name, { observe }]) => {
    const answer = await observe(gateway).catch((error: unknown) => `no answer: ${String(error).slice(0, 100)}`);
    return [name, answer] as const;
  });
  return Object.fromEntries(await Promise.all(answers));
}

/** Returns `as expected`, or what differs. */
export function verdict(topic: Topic, answers: Record<string, string>): string {
  const different = Object.entries(topic).filter(([name, { expected }]) => answers[name] !== expected);
  return (
    different.map(([name, { expected }]) => `${name}: ${answers[name]}, not ${expected}`).join('; ') || AS_EXPECTED
  );
}

export const AS_EXPECTED = 'as expected';
