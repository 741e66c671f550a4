import { CLOCK } from './questions/clock';
import { CONTEXT } from './questions/context';
import { METHODS } from './questions/methods';
import { PATHS } from './questions/paths';
import { REFUSALS } from './questions/refusals';

/** Every topic has a stack, `integ.<name>.ts`. */
export const TOPICS = {
  refusals: REFUSALS,
  methods: METHODS,
  clock: CLOCK,
  context: CONTEXT,
  paths: PATHS,
} as const;

export type TopicName = keyof typeof TOPICS;
