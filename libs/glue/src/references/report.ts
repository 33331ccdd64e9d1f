export type Outcome = 'repaired' | 'would be repaired' | 'needs a decision';

export interface Finding {
  count: number;
  outcome: Outcome;
  /** The first few ids. */
  examples: number[];
  /** What to do, if a decision is needed. */
  hint?: string;
}

const EXAMPLES = 5;

/** Collects findings, in constant space. */
export class Report<Name extends string = string> {
  private readonly findings = new Map<Name, Finding>();
  /** How many were checked, of each kind. */
  readonly seen: Record<string, number> = {};

  /** @param labels the possible findings in words, in the order of the checks */
  constructor(private readonly labels: Readonly<Record<Name, string>>) {}

  /** Counts what was checked. */
  see(kind: string, count: number): void {
    this.seen[kind] = (this.seen[kind] ?? 0) + count;
  }

  note(name: Name, outcome: Outcome, ids: readonly number[], hint?: string): void {
    this.count(name, outcome, ids.length, ids, hint);
  }

  /** {@link note} for findings without useful ids. */
  count(name: Name, outcome: Outcome, count: number, ids: readonly number[] = [], hint?: string) {
    if (count === 0) return;
    const known = this.findings.get(name);
    this.findings.set(name, {
      count: (known?.count ?? 0) + count,
      outcome,
      examples: [...(known?.examples ?? []), ...ids].slice(0, EXAMPLES),
      ...(hint !== undefined && { hint }),
    });
  }

  /** The findings so far, by name. */
  get found(): ReadonlyMap<Name, Finding> {
    return this.findings;
  }

  find(name: Name): Finding | undefined {
    return this.findings.get(name);
  }

  get needsDecision(): boolean {
    return [...this.findings.values()].some(({ outcome }) => outcome === 'needs a decision');
  }

  get isClean(): boolean {
    return this.findings.size === 0;
  }

  /** A readable table, with a line for every possible finding. */
  toTable(): string {
    const names = Object.keys(this.labels) as Name[];
    const width = Math.max(...names.map((name) => this.labels[name].length));
    const seen = Object.entries(this.seen).map(([kind, count]) => `${count} ${kind}`);
    return [
      `Checked ${seen.join(' and ')}.`,
      ...names.map((name) => lineOf(this.labels[name].padEnd(width), this.find(name))),
    ].join('\n');
  }
}

function lineOf(label: string, finding?: Finding): string {
  if (!finding) return `  ${label} ${'0'.padStart(8)}`;
  const { count, outcome, examples, hint } = finding;
  const ids =
    examples.length > 0 ? ` (${examples.join(', ')}${examples.length < count ? ', …' : ''})` : '';
  return `  ${label} ${String(count).padStart(8)}  ${outcome}${ids}${hint ? `; ${hint}` : ''}`;
}
