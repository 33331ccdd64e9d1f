/** The possible findings, in the order of the checks. */
export const FINDINGS = {
  cursor_unknown: 'auth lacks the event that was applied here last',
  events_pending: 'events of auth that are not applied here yet',
  users_undeleted: 'users deleted here who exist at auth',
  users_without_ref: 'users with items whose public id is not stored',
  deleted_with_items: 'deleted users who still have items',
  ids_reused: 'ids of deleted users that auth has reused',
  users_unknown: 'users who are unknown to auth, without a deletion',
  memberships_without_item: 'memberships without an item',
  items_without_member: 'items without a member',
  items_without_owner: 'items without an owner',
  users_miscounted: 'users whose stored counts differ from what they own',
} as const;

export type FindingName = keyof typeof FINDINGS;

export type Outcome = 'repaired' | 'would be repaired' | 'needs a decision';

export interface Finding {
  count: number;
  outcome: Outcome;
  /** The first few ids, of users or items. */
  examples: number[];
  /** What to do, if a decision is needed. */
  hint?: string;
}

const EXAMPLES = 5;
const LABEL_WIDTH = Math.max(...Object.values(FINDINGS).map((label) => label.length));

/** Collects findings, in constant space. */
export class Report {
  private readonly findings = new Map<FindingName, Finding>();
  /** The number of checked users and items. */
  readonly seen = { users: 0, items: 0 };

  note(name: FindingName, outcome: Outcome, ids: number[], hint?: string): void {
    this.count(name, outcome, ids.length, ids, hint);
  }

  /** {@link note} for findings without useful ids. */
  count(name: FindingName, outcome: Outcome, count: number, ids: number[] = [], hint?: string) {
    if (count === 0) return;
    const known = this.findings.get(name);
    this.findings.set(name, {
      count: (known?.count ?? 0) + count,
      outcome,
      examples: [...(known?.examples ?? []), ...ids].slice(0, EXAMPLES),
      ...(hint !== undefined && { hint }),
    });
  }

  find(name: FindingName): Finding | undefined {
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
    const names = Object.keys(FINDINGS) as FindingName[];
    return [
      `Checked ${this.seen.users} users and ${this.seen.items} items.`,
      ...names.map((name) => lineOf(name, this.find(name))),
    ].join('\n');
  }
}

function lineOf(name: FindingName, finding?: Finding): string {
  const label = FINDINGS[name].padEnd(LABEL_WIDTH);
  if (!finding) return `  ${label} ${'0'.padStart(8)}`;
  const { count, outcome, examples, hint } = finding;
  const ids =
    examples.length > 0 ? ` (${examples.join(', ')}${examples.length < count ? ', …' : ''})` : '';
  return `  ${label} ${String(count).padStart(8)}  ${outcome}${ids}${hint ? `; ${hint}` : ''}`;
}
