import type { AwsCost } from './sections/aws';
import type { Cold } from './sections/cold';
import type { Memory } from './sections/memory';
import type { RefusalCost } from './sections/refusals';
import type { Sizes } from './sections/size';
import type { Synth } from './sections/synth';
import type { Warm } from './sections/warm';

/** The results of the sections that were run. */
export interface Results {
  readonly sizes?: Sizes;
  readonly import?: number;
  readonly synth?: Synth;
  /** The results of each Node line. */
  readonly nodes: NodeResults[];
}

export interface NodeResults {
  readonly node: string;
  readonly cold?: Cold;
  readonly warm?: Warm;
  readonly refusals?: RefusalCost[];
  readonly memory?: Memory;
  readonly aws?: AwsCost[];
}
