import type { Summary } from '../measure/statistics.js';
import { short, spread } from './numbers.js';
import { table } from './table.js';

/** A target: at least `least`, or at most `most`. */
export type Goal = { least: number } | { most: number };

/** One of the targets that a run checks. */
export interface Target {
  what: string;
  goal: Goal;
  measured: Summary;
}

export function isReached({ goal, measured: { median } }: Target): boolean {
  return 'least' in goal ? median >= goal.least : median <= goal.most;
}

/** Less than half of the target: a regression, and not noise. */
export function isGrossLoss({ goal, measured: { median } }: Target): boolean {
  return 'least' in goal ? median < goal.least / 2 : median > goal.most * 2;
}

export function targetsTable(targets: Target[]): string {
  return table(
    ['target', 'goal', 'measured (spread)', 'verdict'],
    targets.map((target) => [
      target.what,
      'least' in target.goal ? `≥ ${target.goal.least}` : `≤ ${target.goal.most}`,
      target.measured.lowest === target.measured.highest
        ? short(target.measured.median)
        : spread(target.measured),
      isReached(target) ? 'reached' : 'MISSED',
    ]),
  );
}
