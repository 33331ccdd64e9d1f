import { setTimeout as delay } from 'node:timers/promises';
import { send } from '../support/client.js';
import { type Hold, holdAt } from '../support/hold.js';
import { Person } from '../support/person.js';
import { seededRandom } from '../support/random.js';
import { EXIT, reconcile } from '../support/reconcile.js';
import { split, type SplitSystem } from '../topologies/split.js';
import type { Storage } from '../topologies/storage.js';
import { CANCELLED, DELETED, PLANNED, type Planner, Plans, WHOLE } from './plans.js';

const OTHERS = 4;
const START_LIMIT_MS = 60_000;
/** About what a login takes. */
const LOGIN_MS = 300;

/** Where sessions are, and how long the test is. */
export interface PlannedDeletionKilled {
  where: 'in the database' | 'in Redis';
  open(): Promise<Storage>;
  kills: number;
  /** How many deletions are due while processes are killed. */
  due: number;
}

/** Deletions with a grace, while processes crash. */
export function describePlannedDeletionKilled(options: PlannedDeletionKilled): void {
  describe(`a deletion with a grace of 30 days, sessions ${options.where}`, () => {
    const { kills: KILLS, due: DUE } = options;
    const LIMIT_MS = 120_000 + KILLS * 20_000 + DUE * 1_000;
    const isInRedis = options.where === 'in Redis';
    const random = seededRandom();
    let system: SplitSystem;
    let hold: Hold | undefined;
    const plans = new Plans(() => system);
    beforeAll(async () => {
      const days = { ACCOUNT_DELETION_GRACE_DAYS: '30' };
      system = await split('two databases', options.open).start(days);
    }, START_LIMIT_MS);
    afterEach(() => hold?.release());
    afterAll(() => system.dispose(), START_LIMIT_MS);

    const isActive = async (token: string) =>
      (await send('GET', `${system.authUrl}/api/v1/auth/session`, { token })).status === 200;
    /** Kills auth while it is in the middle of something, which began by `begin`, or by itself. */
    const killAt = async (trigger: string, begin?: () => Promise<unknown>) => {
      hold = await holdAt(plans.url, trigger);
      const begun = begin?.().catch(() => undefined);
      await plans.until('the middle', () =>
        hold!.untilWaiting(1).then(
          () => true,
          () => false,
        ),
      );
      await system.killAuth();
      await begun;
      await hold.release();
      hold = undefined;
    };
    /** In Redis sessions end after the transaction, or by the next process. */
    const untilEnded = async (token: string) => {
      if (isInRedis) await plans.until('the session to end', async () => !(await isActive(token)));
      else expect(await isActive(token)).toBe(false);
    };
    const sessionsOf = async (token: string) => {
      const url = `${system.authUrl}/api/v2/account/sessions`;
      return (await send<{ sessions: unknown[] }>('GET', url, { token })).body.sessions;
    };
    const isDone = async (id: number) => {
      await plans.until('the deletion', async () => (await plans.stored(id)).users === 0);
      expect(await plans.stored(id)).toEqual(DELETED);
      await plans.until('todo to follow', async () => (await plans.items(id)) === 0);
    };

    it.each(['planned_deletions', 'audit', 'events'])(
      'is not planned if auth is killed after its row in %s',
      async (table) => {
        const { id, person, other } = await plans.arrive();
        await killAt(`AFTER INSERT ON auth.${table}`, () => person.deleteAccount());
        await system.restartAuth();
        expect(await plans.stored(id)).toEqual(WHOLE);
        expect(await isActive(person.token)).toBe(true);
        expect(await isActive(other)).toBe(true);
      },
      LIMIT_MS,
    );

    const inTransaction = ['DELETE ON auth.planned_deletions', 'INSERT ON auth.audit'];
    it.each(isInRedis ? inTransaction : [...inTransaction, 'INSERT ON auth.sessions'])(
      'is not cancelled if auth is killed in a login after its %s',
      async (step) => {
        const { id, person } = await plans.planned();
        await killAt(`AFTER ${step}`, () => Person.logIn(system, person.email));
        await system.restartAuth();
        expect(await plans.stored(id)).toEqual(PLANNED);
        await Person.logIn(system, person.email);
        expect(await plans.stored(id)).toEqual(CANCELLED);
      },
      LIMIT_MS,
    );

    if (isInRedis) {
      it(
        'is cancelled, without a session, if auth is killed between the cancellation and the session',
        async () => {
          const { id, person } = await plans.planned();
          const trigger = "AFTER INSERT ON auth.audit WHEN (NEW.action = 'login')";
          await killAt(trigger, () => Person.logIn(system, person.email));
          await system.restartAuth();
          expect(await plans.stored(id)).toEqual(CANCELLED);
          const token = await Person.logIn(system, person.email);
          expect(await sessionsOf(token)).toHaveLength(1);
        },
        LIMIT_MS,
      );
    }

    it(
      'is cancelled if its user has got a session, whenever auth is killed',
      async () => {
        for (let kill = 0; kill < KILLS; kill++) {
          const { id, person } = await plans.planned();
          const login = Person.logIn(system, person.email).catch(() => undefined);
          await delay(LOGIN_MS * random());
          await system.killAuth();
          const token = await login;
          await system.restartAuth();
          const stored = await plans.stored(id);
          expect(stored).toEqual(stored.plans === 1 ? PLANNED : CANCELLED);
          if (token === undefined) continue;
          expect(stored).toEqual(CANCELLED);
          expect(await isActive(token)).toBe(true);
        }
      },
      LIMIT_MS,
    );

    it.each(['DELETE ON auth.users', 'INSERT ON auth.events', 'INSERT ON auth.audit'])(
      'is done by the next process if auth is killed after its %s',
      async (step) => {
        const { id } = await plans.planned();
        await killAt(`AFTER ${step}`, () => plans.pass([id]));
        expect(await plans.stored(id)).toEqual(PLANNED);
        expect(await plans.items(id)).toBe(1);
        await system.restartAuth();
        await isDone(id);
      },
      LIMIT_MS,
    );

    it(
      'is planned as a whole or not at all, whenever auth is killed',
      async () => {
        const first = await plans.arrive();
        const start = performance.now();
        await first.person.deleteAccount();
        const ms = performance.now() - start;
        let [planned, unplanned] = [0, 0];
        for (let kill = 0; kill < KILLS; kill++) {
          const { id, person, other } = await plans.arrive();
          const asked = person.deleteAccount().then(
            ({ status }) => status,
            () => undefined,
          );
          await delay(2 * ms * random());
          await system.killAuth();
          const status = await asked;
          await system.restartAuth();
          const stored = await plans.stored(id);
          const isPlanned = stored.plans === 1;
          expect(stored).toEqual(isPlanned ? PLANNED : WHOLE);
          if (status === 200) expect(isPlanned).toBe(true);
          if (isPlanned) await untilEnded(other);
          else expect(await isActive(other)).toBe(true);
          if (isPlanned) planned++;
          else unplanned++;
        }
        process.stderr.write(`${planned} deletions were planned, ${unplanned} were not\n`);
      },
      LIMIT_MS,
    );

    it(
      'is never lost, never early and never half done, while auth and todo are killed',
      async () => {
        const gather = async (count: number) => {
          const gathered: Planner[] = [];
          for (let i = 0; i < count; i++) gathered.push(await plans.planned());
          return gathered;
        };
        const [due, waiting, kept] = [
          await gather(DUE),
          await gather(OTHERS),
          await gather(OTHERS),
        ];
        for (const { person } of kept) await Person.logIn(system, person.email);
        const gone = async () => {
          const all = await plans.storedOf(due.map(({ id }) => id));
          // Each is as before, or gone as a whole.
          for (const stored of all) expect(stored).toEqual(stored.users ? PLANNED : DELETED);
          return all.filter(({ users }) => users === 0).length;
        };
        await plans.pass([...due, ...kept].map(({ id }) => id));
        for (let kill = 0; kill < KILLS; kill++) {
          const enough = Math.min(DUE, (await gone()) + 1);
          await plans.until('a deletion', async () => (await gone()) >= enough);
          await delay(200 * random());
          await system.killAuth();
          await system.killTodo();
          await gone();
          await system.restartAuth();
          await system.restartTodo();
        }
        for (const { id } of due) await isDone(id);
        for (const { id } of waiting) expect(await plans.stored(id)).toEqual(PLANNED);
        for (const { id } of kept) expect(await plans.stored(id)).toEqual(CANCELLED);
        for (const { id } of [...waiting, ...kept]) expect(await plans.items(id)).toBe(1);
        expect((await reconcile(system, '--dry-run')).code).toBe(EXIT.clean);
      },
      LIMIT_MS,
    );
  });
}
