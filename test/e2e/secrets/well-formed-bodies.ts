import type { Route } from './routes.js';

type Next = () => string;

/** The length of the tokens of links, invitations and challenges. */
const TOKEN_LENGTH = 43;

/** Fields of which a body has some only, and what it then has. */
const VARIANTS = [
  [],
  ['challenge', 'code'],
  ['challenge', 'recovery_code'],
  ['challenge', 'passkey'],
  ['code'],
  ['recovery_code'],
  ['passkey'],
  ['invitation'],
];
const CHOSEN = new Set(VARIANTS.flat());

const tokenOf = (next: Next) => next().padEnd(TOKEN_LENGTH, 'x');

/** Values that a schema accepts, with a secret if it can be one. The others are texts. */
const VALUES: Record<string, (next: Next) => unknown> = {
  email: (next) => `${next()}@example.com`,
  token: tokenOf,
  challenge: tokenOf,
  invitation: tokenOf,
  tokens: (next) => [next()],
  passkey: (next) => ({
    ...{ id: next(), rawId: next(), type: 'public-key', clientExtensionResults: {} },
    response: { clientDataJSON: next(), signature: next(), userHandle: next() },
  }),
  status: () => 'PENDING',
  id: () => 1,
  scopes: () => ['items:read'],
  expires_in_days: () => 1,
  locale: () => 'de-AT',
  time_zone: () => 'Europe/Vienna',
  remember: () => true,
  cookie: () => false,
};

/**
 * Bodies that the schema of a route accepts, each with secrets, so that the code behind it gets them: of
 * fields that exclude each other, such as those of a login, each way is one body.
 */
export function wellFormedBodies({ fields }: Route, next: Next): string[] {
  const usual = fields.filter((field) => !CHOSEN.has(field));
  const variants = VARIANTS.map((variant) => variant.filter((field) => fields.includes(field)));
  const different = new Map(variants.map((variant) => [variant.join(), variant]));
  return [...different.values()].map((variant) => {
    const named = [...usual, ...variant, next()];
    return JSON.stringify(Object.fromEntries(named.map((field) => [field, valueFor(field, next)])));
  });
}

function valueFor(field: string, next: Next): unknown {
  return VALUES[field]?.(next) ?? next();
}
