import { z } from 'zod';
import type { ConfigOf, ConfigPart } from '../config/index.js';
import { readDataKey } from './data-key.js';

const CURES = {
  DATA_KEY:
    'Set it to the output of `openssl rand -base64 32`, the same for every process of a context.',
  DATA_KEY_PREVIOUS: 'Set it to the DATA_KEY that is being replaced, or leave it unset.',
};

/**
 * The keys that seal secrets in databases. Messages never contain them.
 *
 * @param contexts those in the process that store secrets: in production they require a key
 */
export function dataKeyVariables(contexts: readonly string[]) {
  return {
    shape: {
      DATA_KEY: dataKey(CURES.DATA_KEY).meta({
        description:
          'The key that seals secrets in databases, such as links in mails that wait: 32 random bytes in base64, ' +
          `the output of \`openssl rand -base64 32\`. For processes with ${contexts.join(' or ')}, the same for ` +
          'all of a context. Required in production.',
        unset: 'generated once in `DATA_DIR`; none in production',
      }),
      DATA_KEY_PREVIOUS: dataKey(CURES.DATA_KEY_PREVIOUS).meta({
        description:
          'A second key, which only opens what it has sealed. Set it while `DATA_KEY` is replaced: ' +
          'docs/operations.md, “Rotate the data key”.',
        unset: 'none',
      }),
    },
    check(config, report) {
      const { NODE_ENV, DATA_KEY: current, DATA_KEY_PREVIOUS: previous } = config as Checked;
      if (NODE_ENV === 'production' && contexts.length > 0 && !current) {
        const why = `it seals the secrets of ${contexts.join(' and ')}`;
        report('DATA_KEY', `is required when NODE_ENV=production: ${why}. ${CURES.DATA_KEY}`);
      }
      if (current && previous?.equals(current)) {
        report('DATA_KEY_PREVIOUS', `is the same as DATA_KEY. ${CURES.DATA_KEY_PREVIOUS}`);
      }
    },
  } satisfies ConfigPart;
}

export type DataKeyConfig = ConfigOf<ReturnType<typeof dataKeyVariables>>;

interface Checked {
  NODE_ENV?: string;
  DATA_KEY?: Buffer;
  DATA_KEY_PREVIOUS?: Buffer;
}

function dataKey(cure: string) {
  return z
    .string()
    .transform((text, context) => {
      try {
        return readDataKey(text);
      } catch (error) {
        context.addIssue(`${(error as Error).message}. ${cure}`);
        return z.NEVER;
      }
    })
    .optional();
}
