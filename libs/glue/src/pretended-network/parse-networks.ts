import { randomInt } from 'node:crypto';
import type { NetworkOptions } from './network-options.js';

const EXAMPLE = 'orders: latency 2ms±1, loss 1%';
const MAX_LATENCY_MS = 60_000;
const MAX_SEED = 2 ** 31;

/** What the variable says that cannot be: the error and the cure. */
export class NetworkSyntaxError extends Error {}

/**
 * The networks in a text such as `orders: latency 2ms±1, loss 1%, seed 42; stock: latency 10ms`, by context.
 * A missing seed is random.
 *
 * @throws NetworkSyntaxError
 */
export function parseNetworks(text: string): Map<string, NetworkOptions> {
  const networks = new Map<string, NetworkOptions>();
  for (const each of text.split(';').filter((part) => part.trim())) {
    const [, context, parts] = /^\s*([\w-]+)\s*:(.*)$/s.exec(each) ?? [];
    if (!context)
      throw new NetworkSyntaxError(`"${each.trim()}" is no context with a colon. ${cure()}`);
    if (networks.has(context)) {
      throw new NetworkSyntaxError(`names ${context} twice. Name it once, with all of its parts.`);
    }
    networks.set(context, networkOf(context, parts!));
  }
  if (networks.size === 0) throw new NetworkSyntaxError(`names no context. ${cure()}`);
  return networks;
}

function cure(context = 'orders'): string {
  return `Write for example: ${EXAMPLE.replace('orders', context)}`;
}

function networkOf(context: string, text: string): NetworkOptions {
  const found: Partial<NetworkOptions> = {};
  for (const part of text.split(',').map((each) => each.trim())) {
    const [word = ''] = part.split(/\s/);
    const read = READERS.get(word);
    if (!read) {
      throw new NetworkSyntaxError(
        `"${part}" of ${context} is none of latency, loss and seed. ${cure(context)}`,
      );
    }
    const given = read(part.slice(word.length).trim(), context);
    const again = Object.keys(given).some((key) => key in found);
    if (again) throw new NetworkSyntaxError(`has ${word} of ${context} twice. Write it once.`);
    Object.assign(found, given);
  }
  return { latencyMs: 0, jitterMs: 0, loss: 0, seed: randomInt(MAX_SEED), ...found };
}

type Reader = (value: string, context: string) => Partial<NetworkOptions>;

const latency: Reader = (value, context) => {
  const match = /^(\d+(?:\.\d+)?) ?ms(?: ?(?:±|\+-) ?(\d+(?:\.\d+)?)(?: ?ms)?)?$/.exec(value);
  const latencyMs = Number(match?.[1]);
  if (!match || latencyMs > MAX_LATENCY_MS) {
    throw new NetworkSyntaxError(
      `the latency "${value}" of ${context} is no time in milliseconds, ${MAX_LATENCY_MS} at most. ` +
        'Write for example: latency 2ms, or latency 2ms±1',
    );
  }
  const jitterMs = Number(match[2] ?? 0);
  if (jitterMs > latencyMs) {
    throw new NetworkSyntaxError(
      `the latency "${value}" of ${context} would be below zero at times. Write ±${latencyMs} at most.`,
    );
  }
  return { latencyMs, jitterMs };
};

const loss: Reader = (value, context) => {
  const percent = Number(/^(\d+(?:\.\d+)?) ?%$/.exec(value)?.[1]);
  if (percent <= 100) return { loss: percent / 100 };
  throw new NetworkSyntaxError(
    `the loss "${value}" of ${context} is no share from 0% to 100%. Write for example: loss 1%`,
  );
};

const seed: Reader = (value, context) => {
  if (/^\d{1,10}$/.test(value) && Number(value) < MAX_SEED) return { seed: Number(value) };
  throw new NetworkSyntaxError(
    `the seed "${value}" of ${context} is no whole number below ${MAX_SEED}. Write for example: seed 42`,
  );
};

const READERS = new Map(Object.entries({ latency, loss, seed }));
