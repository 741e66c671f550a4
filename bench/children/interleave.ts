import { cpuMicroseconds } from './job';

export interface Contender {
  readonly name: string;
  /** Makes one decision. `index` increases with each call, so that each call can use another token. */
  decide(index: number): unknown;
}

export interface Effort {
  readonly rounds: number;
  /** The number of decisions of each contender per round. */
  readonly decisions: number;
  /** The number of decisions of each contender before the first round, so that V8 has compiled the code. */
  readonly warmUp: number;
}

/** CPU time per decision in microseconds, by contender; one entry for each round. */
export type Timings = Record<string, number[]>;

/** Measures all contenders in turns, so that other load on the machine affects all of them alike. */
export async function interleave(contenders: Contender[], { rounds, decisions, warmUp }: Effort): Promise<Timings> {
  const timings: Timings = Object.fromEntries(contenders.map(({ name }) => [name, []]));
  for (const contender of contenders) await time(contender, warmUp);
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < contenders.length; turn++) {
      const contender = contenders[(round + turn) % contenders.length];
      timings[contender.name].push(await time(contender, decisions));
    }
  }
  return timings;
}

async function time({ decide }: Contender, decisions: number): Promise<number> {
  const start = cpuMicroseconds();
  for (let index = 0; index < decisions; index++) {
    const answer = decide(index);
    if (answer instanceof Promise) await answer;
  }
  return (cpuMicroseconds() - start) / decisions;
}
