import { record } from '../evidence';

interface Counts {
  compared: number;
  /** The rule is met, or `noneOf` the rule is met. */
  met: number;
  provenUnmet: number;
  unexplained: number;
}

/** Counts the comparisons by kind of rule. */
export class Counters {
  public readonly counts = new Map<string, Counts>();

  public add(kind: string, isMet: boolean, isProvenUnmet: boolean, isExplained: boolean): void {
    const count = this.counts.get(kind) ?? { compared: 0, met: 0, provenUnmet: 0, unexplained: 0 };
    count.compared++;
    count.met += Number(isMet);
    count.provenUnmet += Number(isProvenUnmet);
    count.unexplained += Number(!isExplained);
    this.counts.set(kind, count);
  }

  /** Records a row of evidence for each kind of rule. */
  public record(what: string): void {
    for (const [kind, { compared, met, provenUnmet, unexplained }] of [...this.counts].sort()) {
      const percent = (part: number) => `${((100 * part) / compared).toFixed(1)} %`;
      const remark = `met ${percent(met)}, proven unmet ${percent(provenUnmet)}`;
      record({ section: 'Rules', what: `${kind}: ${what}`, count: compared, unexplained, remark });
    }
  }
}
