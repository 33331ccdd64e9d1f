import { hash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../clock.js';
import { later } from '../limits/reservation.js';
import type { BrowserAnswer } from '../ports/factors/passkey-ceremonies.js';
import { KeyedHash } from '../ports/keyed-hash.js';

/** What a challenge is for: an answer for one purpose is refused for another. */
export type ChallengePurpose = 'registration' | 'login' | 'second-step' | 'proof';

/** For what, and for whom: a user, a login in progress, or anyone. */
export interface ChallengeUse {
  purpose: ChallengePurpose;
  /** Empty for anyone. */
  subject: string;
}

/** A challenge that this server has made, and that has not expired. */
export interface IssuedChallenge {
  challenge: string;
  /** What is stored of it once it is used. */
  usedHash: string;
  expiresAt: Date;
}

const VALID_FOR_MS = 5 * 60_000;
const RANDOM_BYTES = 16;
const TIME_BYTES = 6;
const HASH_BYTES = 32;
const KIND = 'passkey challenge';

/**
 * Challenges of passkeys. They are signed instead of stored: any client may ask for one, and would fill a
 * table. That each is used once is stored when a right answer is.
 */
@Injectable()
export class PasskeyChallenges {
  constructor(
    private readonly keyed: KeyedHash,
    private readonly clock: Clock,
  ) {}

  issue(use: ChallengeUse): string {
    const head = randomBytes(TIME_BYTES + RANDOM_BYTES);
    head.writeUIntBE(later(this.clock.now(), VALID_FOR_MS).getTime(), 0, TIME_BYTES);
    return Buffer.concat([head, this.keyed.of(KIND, ...textsOf(head, use))]).toString('base64url');
  }

  /** The challenge that an answer is to; `undefined` if it is none of ours, too old, or for another use. */
  read(answer: BrowserAnswer, use: ChallengeUse): IssuedChallenge | undefined {
    const challenge = challengeIn(answer);
    const bytes = Buffer.from(challenge, 'base64url');
    if (bytes.length !== TIME_BYTES + RANDOM_BYTES + HASH_BYTES) return undefined;
    const head = bytes.subarray(0, -HASH_BYTES);
    const isOurs = this.keyed.isOf(bytes.subarray(-HASH_BYTES), KIND, ...textsOf(head, use));
    const expiresAt = new Date(head.readUIntBE(0, TIME_BYTES));
    if (!isOurs || expiresAt <= this.clock.now()) return undefined;
    return { challenge, usedHash: hash('sha256', bytes, 'base64url'), expiresAt };
  }
}

function textsOf(head: Buffer, { purpose, subject }: ChallengeUse): string[] {
  return [purpose, subject, head.toString('base64url')];
}

/** Empty if the answer has none. */
function challengeIn({ response }: BrowserAnswer): string {
  try {
    const text = Buffer.from(response.clientDataJSON, 'base64url').toString();
    const { challenge } = JSON.parse(text) as { challenge?: unknown };
    return typeof challenge === 'string' ? challenge : '';
  } catch {
    return '';
  }
}
