import type { Contestants } from '../contestants/on-postgres.js';
import type { Part } from '../options.js';
import type { Goal } from '../report/targets.js';
import {
  CREATE,
  listsWith,
  LOGIN,
  MANY_TOKENS,
  MIXED,
  ONE_TOKEN,
  UPDATE,
  type Workload,
} from '../workloads/workload.js';

type Name = keyof Contestants;

/** A required throughput, relative to that of another contestant. */
interface RaceTarget {
  what: string;
  one: Name;
  other: Name;
  goal: Goal;
}

/** One workload, and its contestants. */
export interface Race {
  part: Part;
  workload: Workload;
  /** It changes rows: every round begins with the seeded rows. */
  writes?: boolean;
  contestants: Name[];
  /** The contestants of a quick run; none if it is omitted there. */
  quick: Name[];
  targets: RaceTarget[];
}

export const RACES: Race[] = [
  {
    part: 'one-token',
    workload: ONE_TOKEN,
    contestants: ['monolith', 'split', 'a', 'b', 'c', 'd', 'jsonFile', 'constant'],
    quick: ['monolith', 'split', 'a', 'c'],
    targets: [
      { what: 'get/all ÷ peer (a)', one: 'monolith', other: 'a', goal: { least: 2 } },
      { what: 'get/all ÷ peer (c)', one: 'monolith', other: 'c', goal: { least: 12 } },
      { what: 'split ÷ monolith, get/all', one: 'split', other: 'monolith', goal: { least: 0.95 } },
    ],
  },
  {
    part: 'many-tokens',
    workload: MANY_TOKENS,
    contestants: ['monolith', 'split', 'splitUncached', 'a', 'b', 'c', 'd', 'jsonFile'],
    quick: ['monolith', 'a', 'b'],
    targets: [
      {
        what: 'get/all, 1,000 tokens ÷ peer (a)',
        one: 'monolith',
        other: 'a',
        goal: { least: 2 },
      },
      {
        what: 'get/all, 1,000 tokens ÷ peer (b)',
        one: 'monolith',
        other: 'b',
        goal: { least: 1.3 },
      },
      {
        what: 'get/all, 1,000 tokens ÷ peer (d)',
        one: 'monolith',
        other: 'd',
        goal: { least: 0.7 },
      },
      {
        what: 'split without cache ÷ monolith, 1,000 tokens',
        one: 'splitUncached',
        other: 'monolith',
        goal: { least: 0.45 },
      },
    ],
  },
  {
    part: 'many-tokens',
    workload: listsWith(200),
    contestants: ['monolith', 'a', 'd'],
    quick: [],
    targets: [
      { what: 'get/all, 200 tokens ÷ peer (a)', one: 'monolith', other: 'a', goal: { least: 2 } },
      { what: 'get/all, 200 tokens ÷ peer (d)', one: 'monolith', other: 'd', goal: { least: 0.7 } },
    ],
  },
  {
    part: 'create',
    workload: CREATE,
    writes: true,
    contestants: ['monolith', 'split', 'a', 'c'],
    quick: ['monolith', 'a'],
    targets: [{ what: 'create ÷ hand-written', one: 'monolith', other: 'a', goal: { least: 1 } }],
  },
  {
    part: 'update',
    workload: UPDATE,
    writes: true,
    contestants: ['monolith', 'split', 'a', 'b', 'c'],
    quick: [],
    targets: [{ what: 'update ÷ hand-written', one: 'monolith', other: 'a', goal: { least: 1 } }],
  },
  {
    part: 'mixed',
    workload: MIXED,
    writes: true,
    contestants: ['monolith', 'split', 'a', 'b', 'c'],
    quick: [],
    targets: [],
  },
  {
    part: 'login',
    workload: LOGIN,
    contestants: ['monolith', 'split'],
    quick: [],
    targets: [],
  },
];
