import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { ServiceError } from '../errors/index.js';
import { sealingErrors } from './sealing.errors.js';
import { sortedJson } from './sorted-json.js';

/** The current data key, and one that was current before, if it still opens what it has sealed. */
export type DataKeys = readonly [Buffer, Buffer?];

/** What is derived from a data key for one context. */
interface Derived {
  /** Names the key in sealed texts. It tells nothing of the key. */
  readonly id: string;
  readonly cipher: Buffer;
  readonly hash: Buffer;
}

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const ID_BYTES = 6;
/** NIST SP 800-38D: random nonces of 96 bits are for less than 2^32 texts per key. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** The version of the format, the id of the key, and the nonce, the tag and the encrypted text. */
const FORMAT = /^v1\.([\w-]{8})\.([\w-]{38,})$/;

/**
 * Seals the secrets that a context stores: its rows, such as those of a dump, do not tell them without
 * the data key. AES-256-GCM, with keys that HKDF derives for each context.
 */
export class Sealer {
  private readonly current: Derived;
  private readonly all: readonly Derived[];

  /** @param context the context that stores what is sealed */
  constructor(
    private readonly context: string,
    [current, previous]: DataKeys,
  ) {
    this.current = derive(current, context);
    this.all = [this.current, ...(previous ? [derive(previous, context)] : [])];
  }

  /**
   * Seals a text, with the current key.
   *
   * @param place where it is stored: a table, and what tells the row apart and does not change. JSON
   */
  seal(text: string, ...place: readonly unknown[]): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.current.cipher, nonce);
    cipher.setAAD(this.placed(place));
    const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    const bytes = Buffer.concat([nonce, cipher.getAuthTag(), encrypted]);
    return `v1.${this.current.id}.${bytes.toString('base64url')}`;
  }

  /**
   * Opens a text that was sealed for the same place, also with the previous key.
   *
   * @throws ServiceError `secrets_unreadable`, with the reason as its cause
   */
  open(sealed: string, ...place: readonly unknown[]): string {
    const [, id, text] = FORMAT.exec(sealed) ?? [];
    if (!id || !text) throw unreadable('it is no sealed text of this version');
    const key = this.all.find((each) => each.id === id);
    if (!key) throw unreadable(`its key ${id} is neither DATA_KEY nor DATA_KEY_PREVIOUS`);
    try {
      return decrypt(Buffer.from(text, 'base64url'), key.cipher, this.placed(place));
    } catch {
      throw unreadable('it, or the row that it belongs to, was changed');
    }
  }

  /** Whether a sealed text is not of the current key: what is kept for long is sealed anew then. */
  isStale(sealed: string): boolean {
    return FORMAT.exec(sealed)?.[1] !== this.current.id;
  }

  /**
   * Hashes of a text that cannot be found by guessing it: by the current key, and by the previous one if
   * there is one.
   */
  hashes(text: string): string[] {
    return this.all.map(({ hash }) => createHmac('sha256', hash).update(text).digest('base64url'));
  }

  private placed(place: readonly unknown[]): Buffer {
    return Buffer.from(sortedJson([this.context, ...place]));
  }
}

function decrypt(bytes: Buffer, key: Buffer, place: Buffer): string {
  const start = NONCE_BYTES + TAG_BYTES;
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(place);
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, start));
  return Buffer.concat([decipher.update(bytes.subarray(start)), decipher.final()]).toString('utf8');
}

/** For each context its own: a key of one opens nothing of another. */
function derive(key: Buffer, context: string): Derived {
  const part = (purpose: string, bytes: number) =>
    Buffer.from(hkdfSync('sha256', key, '', `data key of ${context}: ${purpose}`, bytes));
  return {
    id: part('id', ID_BYTES).toString('base64url'),
    cipher: part('seal', KEY_BYTES),
    hash: part('hash', KEY_BYTES),
  };
}

function unreadable(reason: string): ServiceError {
  return new ServiceError(sealingErrors.secrets_unreadable, { cause: new Error(reason) });
}
