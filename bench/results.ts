import type { Cold } from './sections/cold';
import type { Memory } from './sections/memory';
import type { RefusalCost } from './sections/refusals';
import type { Sizes } from './sections/size';
import type { Warm } from './sections/warm';

export interface Results {
  readonly sizes: Sizes;
  readonly cold: Cold;
  readonly warm: Warm;
  readonly refusals: RefusalCost[];
  readonly memory: Memory;
}
