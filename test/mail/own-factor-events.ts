import type { FactorEvent, FactorHolder } from './factor-holder.js';

const LOGINS = ['steps in progress', 'other sessions'] as const;

/** By the own session. */
const remove =
  (...paths: ((person: FactorHolder) => string)[]) =>
  async (person: FactorHolder): Promise<void> => {
    for (const path of paths) await person.must('DELETE', path(person));
  };
const app = () => 'totp';
const passkey = ({ factors }: FactorHolder) => `passkeys/${factors.passkeyId}`;

/** Another app, by the own session. The codes of the former one are what is checked then. */
async function replaceApp({ factors, holder }: FactorHolder): Promise<void> {
  const former = factors.app;
  await factors.setUpApp(holder.own);
  factors.app = former;
}

/** Completes the step in progress. */
const use = (factor: (person: FactorHolder) => object) => async (person: FactorHolder) => {
  const answer = await person.complete({ challenge: person.step, ...factor(person) });
  if (answer.status !== 201) throw new Error(`cannot log in: ${answer.text}`);
};

/** What people do to their second factors, and with them. */
export const OWN_FACTOR_EVENTS: readonly FactorEvent[] = [
  { event: 'an app is set up', ends: ['codes of an app', ...LOGINS], act: replaceApp },
  { event: 'the app is removed', ends: ['codes of an app', ...LOGINS], act: remove(app) },
  {
    event: 'a passkey is added',
    ends: LOGINS,
    act: ({ factors, holder }) => factors.addAnother(holder.own),
  },
  { event: 'a passkey is removed', ends: ['passkeys', ...LOGINS], act: remove(passkey) },
  {
    event: 'the last second factor is removed',
    ends: ['codes of an app', 'passkeys', 'recovery codes', ...LOGINS],
    act: remove(passkey, app),
  },
  {
    event: 'new recovery codes are made',
    ends: ['recovery codes', ...LOGINS],
    act: (person) => person.must('POST', 'recovery-codes'),
  },
  { event: 'the password is removed', ends: LOGINS, act: remove(() => 'password') },
  {
    event: 'a code is used',
    ends: ['codes of an app', 'steps in progress'],
    act: use(({ code }) => ({ code })),
  },
  {
    event: 'a recovery code is used',
    ends: ['recovery codes', 'steps in progress'],
    act: use(({ recoveryCode }) => ({ recovery_code: recoveryCode })),
  },
];
