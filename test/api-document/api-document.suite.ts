import { administer } from '../support/administer.js';
import { send } from '../support/client.js';
import { Person } from '../support/person.js';
import { testLength } from '../support/test-length.js';
import type { RunningSystem, Topology } from '../support/topology.js';
import { distribution, successes, total } from './answers.js';
import { type Outcome, runSchemathesis } from './run-schemathesis.js';

interface Form {
  /** Requests per operation, and sequences of requests. */
  examples: number;
  /**
   * The minimum number of requests for the operations of an app, and of successful ones for each.
   */
  requests: number;
  successes: number;
}

/** They need the token of a link in a mail: test/mail. */
const BY_MAIL = ['completePasswordReset', 'completeEmailConfirmation', 'undoEmailChange'];
/** They need a second factor: test/e2e/second-factors.suite.ts, test/browser/passkeys.browser-spec.ts. */
const BY_FACTOR = [
  ...['confirmTotp', 'deleteTotp', 'createRecoveryCodes', 'deletePassword', 'createPasskey'],
  ...['updatePasskey', 'deletePasskey', 'createProofPasskeyOptions'],
];

const SHORT: Form = { examples: 20, requests: 300, successes: 8 };
/** The short form of an app whose operations the monolith has, too. */
export const OF_A_PART: Form = { examples: 8, requests: 100, successes: 2 };
const LONG: Form = { examples: 600, requests: 5_000, successes: 50 };
const LIMIT_MS = 3_600_000;
const SEED = 20_251_125;

/** The same requests each time, unless `TEST_SEED` sets another seed; `TEST_LENGTH=long` sends many. */
const seed = Number(process.env['TEST_SEED'] ?? SEED);

/**
 * An app behaves as its document says: Schemathesis generates requests from the document, valid and
 * invalid ones, one by one and in sequences, and compares the answers with it.
 */
export function describeApiDocument(
  app: string,
  topology: Topology,
  urlOf: (system: RunningSystem) => string,
  short = SHORT,
): void {
  const form = testLength({ short, long: LONG });
  describe(`the document of ${app}`, () => {
    let system: RunningSystem;
    let outcome: Outcome;
    beforeAll(async () => {
      system = await topology.start();
      const start = performance.now();
      const adminEmail = await administratorOf(system);
      outcome = await runSchemathesis(urlOf(system), system, { ...form, seed, adminEmail });
      const seconds = Math.round((performance.now() - start) / 1_000);
      const count = total(outcome.answers);
      process.stderr.write(
        `${app}: TEST_SEED=${seed}, ${count} requests in ${seconds} s\n${distribution(outcome.answers)}\n`,
      );
    }, LIMIT_MS);
    afterAll(() => system.dispose());

    it('matches the behaviour of the app', () => {
      expect(outcome.code === 0 ? '' : outcome.output).toBe('');
    });

    it('was tested: every operation has often succeeded', async () => {
      const { body } = await send<Document>('GET', `${urlOf(system)}/docs-json`);
      const all = Object.values(body.paths).flatMap(Object.values<Operation>);
      const isLeftOut = (name: string) => [...BY_MAIL, ...BY_FACTOR].includes(name);
      const operations = all.filter(({ operationId }) => !isLeftOut(operationId));
      const done = operations.map(({ operationId: name }) => [
        name,
        successes(outcome.answers[name] ?? {}),
      ]);
      expect(done.filter(([, count]) => Number(count) < form.successes)).toEqual([]);
      expect(total(outcome.answers)).toBeGreaterThanOrEqual(form.requests);
    });
  });
}

/** The email of a new administrator. */
async function administratorOf(system: RunningSystem): Promise<string> {
  const { email } = await Person.arrive(system);
  const { code, output } = await administer(system, 'grant', email);
  if (code !== 0) throw new Error(output);
  return email;
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
}

interface Operation {
  operationId: string;
}
