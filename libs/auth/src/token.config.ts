import { z } from 'zod';
import type { ConfigOf, ConfigPart } from '#glue/config';

const MIN_SECRET_BYTES = 32;
const CURES = {
  JWT_SECRET:
    'Set it to at least 32 random bytes, the same for every process, for example the output of ' +
    '`openssl rand -base64 48`.',
  JWT_SECRET_PREVIOUS:
    'Set it to the JWT_SECRET that tokens in use were signed with, or leave it unset.',
};

/** Known secrets from documents, tutorials and examples. */
const KNOWN_EXAMPLES = [/secret/i, /change[-_ ]?me/i, /example/i, /password/i];

/**
 * `JWT_SECRET` signs tokens. `JWT_SECRET_PREVIOUS` only verifies them, so that the secret can be
 * rotated. Messages never contain either.
 */
export const tokenConfig = {
  shape: {
    JWT_SECRET: z
      .string()
      .optional()
      .meta({
        description:
          'The secret that signs tokens, at least 32 bytes, the same for all processes. Use the ' +
          'output of `openssl rand -base64 48`. Required in production.',
        unset: 'generated once in `DATA_DIR`; none in production',
      }),
    JWT_SECRET_PREVIOUS: z
      .string()
      .optional()
      .meta({
        description:
          'A second secret that only verifies tokens, at least 32 bytes. Set it during the rotation of ' +
          '`JWT_SECRET`, so that users stay logged in: docs/operations.md, “Rotate the secret”.',
        unset: 'none',
      }),
  },
  check(config, report) {
    const isProduction = config['NODE_ENV'] === 'production';
    if (isProduction && !config['JWT_SECRET']) {
      report('JWT_SECRET', `is required when NODE_ENV=production. ${CURES.JWT_SECRET}`);
    }
    for (const [variable, cure] of Object.entries(CURES)) {
      const weakness = weaknessOf(config[variable] as string | undefined, isProduction);
      if (weakness) report(variable, `${weakness} ${cure}`);
    }
    const { JWT_SECRET: current, JWT_SECRET_PREVIOUS: previous } = config;
    if (current && current === previous) {
      report('JWT_SECRET_PREVIOUS', `is the same as JWT_SECRET. ${CURES.JWT_SECRET_PREVIOUS}`);
    }
  },
} satisfies ConfigPart;

export type TokenConfig = ConfigOf<typeof tokenConfig>;

function weaknessOf(secret: string | undefined, isProduction: boolean): string | undefined {
  if (!secret) return undefined;
  if (Buffer.byteLength(secret) < MIN_SECRET_BYTES) {
    return `is shorter than ${MIN_SECRET_BYTES} bytes.`;
  }
  if (isProduction && KNOWN_EXAMPLES.some((example) => example.test(secret))) {
    return 'looks like a known example.';
  }
  if (isProduction && repeatsPattern(secret)) return 'is too weak: it repeats a short pattern.';
  return undefined;
}

/** Whether a secret repeats a pattern that is shorter than the minimum length. */
function repeatsPattern(secret: string): boolean {
  const longest = Math.min(MIN_SECRET_BYTES - 1, Math.floor(secret.length / 2));
  return Array.from({ length: longest }, (_, i) => i + 1).some((length) =>
    secret.startsWith(secret.slice(length)),
  );
}
