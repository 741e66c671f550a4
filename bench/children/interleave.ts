import { cpuMicroseconds } from './job';

export interface Contender {
  readonly name: string;
  /** Decides once; `index` goes up from call to call, so that each can be about another token. */
  decide(index: number): unknown;
}

export interface Effort {
  readonly rounds: number;
  /** Decisions of each contender in one round. */
  readonly decisions: number;
  /** Decisions of each before the first round, until all is compiled. */
  readonly warmUp: number;
}

/** Microseconds of CPU time per decision, of each contender in each round. */
export type Timings = Record<string, number[]>;

/** All contenders take turns, so that whatever else the machine does falls on all of them. */
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
