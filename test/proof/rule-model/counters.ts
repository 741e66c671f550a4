import { record } from '../evidence';

interface Count {
  compared: number;
  /** By which a rule lets its caller in, and by which `noneOf` the rule does. */
  met: number;
  provenUnmet: number;
  unexplained: number;
}

/** What has been compared, by the kind of rule. */
export class Tally {
  public readonly counts = new Map<string, Count>();

  public add(kind: string, isMet: boolean, isProvenUnmet: boolean, isExplained: boolean): void {
    const count = this.counts.get(kind) ?? { compared: 0, met: 0, provenUnmet: 0, unexplained: 0 };
    count.compared++;
    count.met += Number(isMet);
    count.provenUnmet += Number(isProvenUnmet);
    count.unexplained += Number(!isExplained);
    this.counts.set(kind, count);
  }

  /** A row of the report for each kind of rule. */
  public record(what: string): void {
    for (const [kind, { compared, met, provenUnmet, unexplained }] of [...this.counts].sort()) {
      const percent = (part: number) => `${((100 * part) / compared).toFixed(1)} %`;
      const remark = `met ${percent(met)}, proven unmet ${percent(provenUnmet)}`;
      record({ section: 'Rules', what: `${kind}: ${what}`, count: compared, unexplained, remark });
    }
  }
}
