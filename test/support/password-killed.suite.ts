import { setTimeout as delay } from 'node:timers/promises';
import { basic, send } from './client.js';
import { PASSWORD, Person } from './person.js';
import { seededRandom } from './random.js';
import { testLength } from './test-length.js';
import { waitFor } from './wait-for.js';
import { split, type SplitSystem } from '../topologies/split.js';
import type { Storage } from '../topologies/storage.js';

const KILLS = testLength({ short: 4, long: 60 });
const COMPLETED_WITHIN_MS = 15_000;

interface Audit {
  entries: { action: string }[];
}

/** auth crashes in the middle of changes of passwords. */
export function describePasswordKilled(where: string, open: () => Promise<Storage>): void {
  describe(`${KILLS} kills of auth in the middle of changes of a password, sessions ${where}`, () => {
    const random = seededRandom();
    let system: SplitSystem;
    beforeAll(async () => {
      system = await split('two databases', open).start();
    }, 60_000);
    afterAll(() => system.dispose(), 60_000);

    const logIn = (email: string, password: string) =>
      send<string>('POST', `${system.authUrl}/api/v1/auth/login`, {
        headers: { authorization: basic(email, password) },
      });
    const isActive = async (token: string) => {
      const { status } = await send('GET', `${system.authUrl}/api/v1/auth/session`, { token });
      return status === 200;
    };
    const change = ({ token }: Person, next: string) =>
      send('PUT', `${system.authUrl}/api/v2/account/password`, {
        token,
        json: { current_password: PASSWORD, new_password: next },
      });
    /** How long a change takes here and now. */
    const undisturbedMs = async () => {
      const person = await Person.arrive(system);
      const start = performance.now();
      expect((await change(person, `${PASSWORD}-undisturbed`)).status).toBe(204);
      return performance.now() - start;
    };
    const changesOf = async ({ token }: Person) => {
      const url = `${system.authUrl}/api/v2/account/audit?limit=100`;
      const { entries } = (await send<Audit>('GET', url, { token })).body;
      return entries.filter(({ action }) => action === 'password_changed').length;
    };

    it(
      'leave nothing half done',
      async () => {
        let [changed, unchanged] = [0, 0];
        const changeMs = await undisturbedMs();
        for (let kill = 0; kill < KILLS || changed === 0; kill++) {
          const person = await Person.arrive(system);
          const other = await Person.logIn(system, person.email);
          const next = `${PASSWORD}-${kill}`;
          const changing = change(person, next).then(
            ({ status }) => status,
            () => 'no answer' as const,
          );
          await delay(2 * changeMs * random());
          await system.killAuth();
          const answer = await changing;
          await system.restartAuth();

          const isChanged = (await logIn(person.email, next)).status === 200;
          expect((await logIn(person.email, PASSWORD)).status).toBe(isChanged ? 401 : 200);
          if (answer === 204) expect(isChanged).toBe(true);
          expect(await changesOf(person)).toBe(isChanged ? 1 : 0);
          expect(await isActive(person.token)).toBe(true);
          if (isChanged) {
            await waitFor(
              async () => !(await isActive(other)),
              COMPLETED_WITHIN_MS,
              () => 'the other session to end',
            );
          } else expect(await isActive(other)).toBe(true);
          if (isChanged) changed++;
          else unchanged++;
        }
        process.stderr.write(`${changed} passwords were changed, ${unchanged} were not\n`);
        expect(changed).toBeGreaterThan(0);
      },
      120_000 + KILLS * 20_000,
    );
  });
}
