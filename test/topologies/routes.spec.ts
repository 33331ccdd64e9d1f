import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../architecture/project-copy.js';
import type { UrlOf } from '../support/topology.js';
import { partition, type PartitionedSystem, partitionsOf, testedPartitions } from './partition.js';

const START_LIMIT_MS = 240_000;
const SUITE = /^[^/]+\/src\/[^/]+[.]routes[.]suite[.]ts$/;

interface Suite {
  describeRoutes(urlOf: UrlOf): void;
}

/** What contexts test of their routes: libs/<name>/src/<name>.routes.suite.ts. */
const SUITES: Suite[] = [];
// One after the other: Jest cannot load modules that import the same ones at the same time.
for (const path of readdirSync(join(ROOT, 'libs'), { recursive: true, encoding: 'utf8' })) {
  if (SUITE.test(path)) SUITES.push((await import(join(ROOT, 'libs', path))) as Suite);
}

it('there are five partitions of three contexts', () => {
  const all = partitionsOf(['a', 'b', 'c']);
  expect(all).toHaveLength(5);
  expect(testedPartitions(all)).toEqual(all);
});

it('of more contexts the extremes are tested, and each context apart', () => {
  const tested = testedPartitions(partitionsOf(['a', 'b', 'c', 'd']));
  const written = tested.map((groups) =>
    groups
      .map((group) => group.join(''))
      .sort()
      .join(),
  );
  expect(written.sort()).toEqual(['a,b,c,d', 'a,bcd', 'abc,d', 'abcd', 'abd,c', 'acd,b']);
});

for (const groups of SUITES.length > 0 ? testedPartitions() : []) {
  const { name, start } = partition(groups);
  describe(name, () => {
    let system: PartitionedSystem;
    beforeAll(async () => {
      system = await start();
    }, START_LIMIT_MS);
    afterAll(() => system.dispose(), START_LIMIT_MS);

    for (const { describeRoutes } of SUITES) describeRoutes((context) => system.urlOf(context));
  });
}
