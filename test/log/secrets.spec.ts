import { describeSecrets } from '../e2e/secrets.suite.js';
import { testLength } from '../support/test-length.js';
import type { RunningSystem } from '../support/topology.js';
import { monolith } from '../topologies/monolith.js';
import { split, type SplitSystem } from '../topologies/split.js';

const TRACE = { LOG_LEVEL: 'trace' };

describe('With all kinds of requests', () => {
  describe('one process keeps out of its log', () => {
    let system: RunningSystem;
    beforeAll(async () => {
      system = await monolith('embedded databases').start(TRACE);
    }, 60_000);
    afterAll(() => system.dispose());

    describeSecrets(() => system, { isWhole: true });
  });

  describe('two processes keep out of their logs', () => {
    let system: SplitSystem;
    beforeAll(async () => {
      system = await split('embedded databases').start({ ...TRACE, SESSION_CACHE_MS: '0' });
    }, 60_000);
    afterAll(() => system.dispose());

    const isWhole = testLength({ short: false, long: true });
    describeSecrets(() => system, { isWhole, breakDown: () => system.killAuth() });
  });
});
