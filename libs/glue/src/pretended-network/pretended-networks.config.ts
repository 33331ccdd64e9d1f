import { z } from 'zod';
import type { ConfigOf, ConfigPart } from '../config/index.js';
import { NetworkSyntaxError, parseNetworks } from './parse-networks.js';
import { PretendedNetwork } from './pretended-network.js';

const VARIABLE = 'SEAM_PRETEND_REMOTE';
const IN_PRODUCTION =
  'is for development: it makes calls slow, and loses some. Remove it where NODE_ENV=production.';

const networks = z.string().transform((text, context) => {
  try {
    return parseNetworks(text);
  } catch (error) {
    if (!(error instanceof NetworkSyntaxError)) throw error;
    context.addIssue({ code: 'custom', message: error.message });
    return z.NEVER;
  }
});

/**
 * `SEAM_PRETEND_REMOTE`, the networks that are pretended between contexts of one process.
 *
 * @param all the contexts of the project
 * @param called those of this process that another one in it calls; all if absent
 */
export function pretendedNetworksConfig(all: readonly string[], called: readonly string[] = all) {
  return {
    shape: {
      SEAM_PRETEND_REMOTE: networks.optional().meta({
        description:
          'Development only: calls these contexts of the process as over a network with this latency ' +
          '(there and back) and loss, such as `stock: latency 2ms±1, loss 1%; orders: latency 10ms`. ' +
          '`seed 42` as a further part repeats a run. See docs/contracts.md.',
        unset: 'calls within the process',
      }),
    },
    check({ NODE_ENV, [VARIABLE]: pretended }, report) {
      if (!(pretended instanceof Map)) return;
      if (NODE_ENV === 'production') report(VARIABLE, IN_PRODUCTION);
      for (const name of pretended.keys() as Iterable<string>) {
        if (!all.includes(name)) {
          report(VARIABLE, `there is no context "${name}". Contexts are ${all.join(', ')}.`);
        } else if (!called.includes(name)) report(VARIABLE, notCalled(name, called));
      }
    },
  } satisfies ConfigPart;
}

function notCalled(name: string, called: readonly string[]): string {
  const cure = called.length > 0 ? `Name ${called.join(' or ')}` : 'Remove it';
  return `no context of this process calls ${name} in this process. ${cure}, or run the contexts together.`;
}

/** The network of a context in a configuration with {@link pretendedNetworksConfig}, if it has one. */
export function networkOf(config: object, context: string): PretendedNetwork | undefined {
  const networks = (config as ConfigOf<ReturnType<typeof pretendedNetworksConfig>>)[VARIABLE];
  const options = networks?.get(context);
  return options && new PretendedNetwork(options);
}
