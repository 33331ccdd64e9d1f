import { z } from 'zod';
import type { ConfigOf, ConfigPart } from './config-part.js';

const MIN_SECRET_BYTES = 32;
const CURE =
  'Set it to at least 32 random bytes, the same for every process, for example the output of ' +
  '`openssl rand -base64 48`.';

/** Secrets that stand in documents, tutorials and examples, so that anybody may sign with them. */
const KNOWN_EXAMPLES = [/secret/i, /change[-_ ]?me/i, /example/i, /password/i, /^(.)\1*$/];

/** `JWT_SECRET`: what tokens are signed with. Never echoed. */
export const tokenConfig = {
  shape: { JWT_SECRET: z.string().optional() },
  check(config, report) {
    if (config['NODE_ENV'] !== 'production') return;
    const fault = secretFault(config['JWT_SECRET'] as string | undefined);
    if (fault) report('JWT_SECRET', `${fault} ${CURE}`);
  },
} satisfies ConfigPart;

/** The values of {@link tokenConfig}. */
export type TokenConfig = ConfigOf<typeof tokenConfig>;

function secretFault(secret: string | undefined): string | undefined {
  if (!secret) return 'is required when NODE_ENV=production.';
  if (Buffer.byteLength(secret) < MIN_SECRET_BYTES) {
    return `is shorter than ${MIN_SECRET_BYTES} bytes.`;
  }
  if (KNOWN_EXAMPLES.some((example) => example.test(secret))) {
    return 'looks like a known example.';
  }
  return undefined;
}
