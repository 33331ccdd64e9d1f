import { Agent } from 'node:http';
import { MailSystem } from '../mail/mail-system.js';
import { REAL_HASHES } from '../support/app-process.js';
import { basic, send } from '../support/client.js';
import { PASSWORD } from '../support/person.js';
import { seededRandom } from '../support/random.js';
import { testLength } from '../support/test-length.js';
import { auc } from './auc.js';
import { type Call, callFrom, PROXIED } from './origin.js';

const PAIRS = testLength({ short: 150, long: 1_500 });
/** 0.03 with the full count; about as many standard errors with fewer pairs. */
const TOLERANCE = testLength({ short: 0.13, long: 0.03 });
/** Requests before the first measured one: code is compiled, caches and connections are there. */
const WARM_UP = 20;
/** As in production, where a hash takes most of the time of a login. */
const HASHES = testLength<Record<string, string>>({ short: {}, long: REAL_HASHES });
const WRONG = 'not this passphrase';
const LIMIT_MS = 60_000 + PAIRS * 1_000;

type Kind = 'disabled' | 'without a password';
type CallOf = (email: string, token: string) => Call;

const json =
  (path: string, body: (email: string) => object): CallOf =>
  (email) => ({ method: 'POST', path, json: body(email) });

const logIn = json('/api/v2/account/sessions', (email) => ({ email, password: WRONG }));
const reset = json('/api/v2/password-resets', (email) => ({ email }));

/** The accounts of each route are of one kind. */
const ROUTES: [name: string, call: CallOf, status: number, kind?: Kind][] = [
  [
    'a login of version 1',
    (email) => ({
      method: 'POST',
      path: '/api/v1/auth/login',
      headers: { authorization: basic(email, WRONG) },
    }),
    401,
  ],
  ['a login of version 2', logIn, 401],
  ['a login to an account that is disabled', logIn, 401, 'disabled'],
  ['a login to an account without a password', logIn, 401, 'without a password'],
  ['a password reset', reset, 202],
  ['a password reset of an account that is disabled', reset, 202, 'disabled'],
  [
    'a mail that confirms an email',
    json('/api/v2/email-confirmations', (email) => ({ email })),
    202,
  ],
  [
    'a change of the email',
    (email, token) => ({
      ...{ method: 'PUT', path: '/api/v2/account/email', json: { email } },
      headers: { token },
    }),
    202,
  ],
];

/**
 * Neither the answer nor its time tells whether an email has an account. Each pair has an address of its
 * own, so that no limit is reached.
 */
describe('an attacker who asks for emails, with and without an account', () => {
  const random = seededRandom();
  const agent = new Agent({ keepAlive: true });
  let system: MailSystem;
  let token: string;
  beforeAll(async () => {
    system = await MailSystem.open({ TRUSTED_PROXIES: '127.0.0.1', ...HASHES });
    await system.startApp('auth');
    await system.startApp('mail');
    const email = await system.register();
    for (const [at, [, , , kind]] of ROUTES.entries()) await addUsers(at, kind);
    const headers = { authorization: basic(email, PASSWORD) };
    token = (await send<string>('POST', `${system.authUrl}/api/v1/auth/login`, { headers })).body;
  }, 120_000);
  afterAll(async () => {
    agent.destroy();
    await system.dispose();
  });

  /** The users of a route: they have the password of the registered user, or none. */
  async function addUsers(route: number, kind: Kind | undefined): Promise<void> {
    await system.query(
      'auth',
      `INSERT INTO auth.users (unique_id, email, password_hash, disabled_at)
       SELECT gen_random_uuid(), 'known-' || n || '@example.com',
         (SELECT password_hash FROM auth.users WHERE $3 ORDER BY id LIMIT 1),
         CASE WHEN $4 THEN now() END
       FROM generate_series($1::integer, $2::integer) n`,
      [first(route), first(route + 1) - 1, kind !== 'without a password', kind === 'disabled'],
    );
  }

  it.each(ROUTES)(
    'learns nothing from %s',
    async (name, callOf, status) => {
      const times = { known: [] as number[], unknown: [] as number[] };
      const answers = new Set<string>();
      const offset = first(ROUTES.findIndex(([each]) => each === name));
      for (let pair = 0; pair < PAIRS + WARM_UP; pair++) {
        const order = random() < 0.5 ? ['known', 'unknown'] : ['unknown', 'known'];
        for (const kind of order as (keyof typeof times)[]) {
          const call = callOf(`${kind}-${offset + pair}@example.com`, token);
          const outcome = await callFrom(PROXIED.origin(pair), system.authUrl, call, agent);
          answers.add(`${outcome.status} ${withoutId(outcome.text)}`);
          if (pair >= WARM_UP) times[kind].push(outcome.ms);
        }
      }
      const area = auc(times.known, times.unknown);
      process.stderr.write(`${name}: AUC ${area.toFixed(3)} of ${PAIRS} pairs\n`);
      expect([...answers]).toEqual([expect.stringMatching(new RegExp(`^${status} `))]);
      expect(Math.abs(area - 0.5)).toBeLessThan(TOLERANCE);
    },
    LIMIT_MS,
  );
});

/** The number of the first user of a route. */
function first(route: number): number {
  return 1 + route * (PAIRS + WARM_UP);
}

/** An answer without what each request has of its own. */
function withoutId(text: string): string {
  return text.replace(/"request_id":"[^"]+"/, '');
}
