import type { KeyObject } from 'node:crypto';
import { keyId } from './keys.js';

/** The public keys of contexts, by their names. A context has several while one replaces another. */
export type KeysByContext = Readonly<Record<string, readonly KeyObject[]>>;

/** A public key, and the context that signs with it. */
export interface KnownKey {
  readonly owner: string;
  readonly key: KeyObject;
}

const REREAD_MS = 1_000;

/**
 * Finds public keys by their ids. An unknown id causes the keys to be read again, at most once per
 * second: in development, contexts that start later add theirs.
 */
export class PublicKeys {
  private known: ReadonlyMap<string, KnownKey> = new Map();
  private reading: Promise<void> = Promise.resolve();
  private readAt = -Infinity;

  constructor(private readonly read: () => Promise<KeysByContext>) {}

  /** A key that is known so far. */
  get(id: string): KnownKey | undefined {
    return this.known.get(id);
  }

  async find(id: string): Promise<KnownKey | undefined> {
    const known = this.known.get(id);
    if (known) return known;
    if (performance.now() - this.readAt >= REREAD_MS) {
      this.readAt = performance.now();
      this.reading = this.reread();
    }
    await this.reading;
    return this.known.get(id);
  }

  private async reread(): Promise<void> {
    const known = Object.entries(await this.read()).flatMap(([owner, keys]) =>
      keys.map(async (key) => [await keyId(key), { owner, key }] as const),
    );
    this.known = new Map(await Promise.all(known));
  }
}
