import { z } from 'zod';
import { commaSeparated, type ConfigPart, readConfig } from '../config/index.js';

/** `CONTEXTS`, of an app that can host any of the contexts `all`. */
export function groupingConfig(all: readonly string[]) {
  const known = `Contexts are ${all.join(', ')}; leave it unset to host all of them.`;
  return {
    shape: {
      CONTEXTS: z
        .string()
        .transform((text) => commaSeparated(text).filter(Boolean))
        .superRefine((names, context) => {
          const unknown = names.filter((name) => !all.includes(name));
          const refuse = (message: string) => context.addIssue({ code: 'custom', message });
          if (names.length === 0) refuse(`names no context. ${known}`);
          if (unknown.length > 0) refuse(`there is no context "${unknown.join('", "')}". ${known}`);
        })
        .optional()
        .meta({
          description:
            'The monolith only: the contexts that this process hosts, separated by commas. Those that ' +
            'it calls and does not host are called over HTTP: docs/topologies.md.',
          unset: 'all contexts',
        }),
    },
  } satisfies ConfigPart;
}

/**
 * The contexts that `CONTEXTS` names, in the order of `all`.
 *
 * @throws StartError if it names none, or an unknown one
 */
export function hostedContexts<Name extends string>(all: readonly Name[]): Name[] {
  const { CONTEXTS = all } = readConfig([groupingConfig(all)]);
  return all.filter((name) => CONTEXTS.includes(name));
}
