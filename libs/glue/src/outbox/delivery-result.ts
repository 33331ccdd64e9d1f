import type { ClaimedCommand } from './outbox-store.js';

/** How a try to deliver a command has ended. */
export type DeliveryResult =
  | { state: 'delivered' }
  /** It will never succeed; the reason is for the log. */
  | { state: 'refused'; code: string; reason?: string | undefined }
  /** It may succeed later: no sooner than this, if its provider said so. */
  | { state: 'failed'; code: string; isOutage: boolean; retryAfterSeconds?: number | undefined };

/** Sends a command with its key. It never rejects. */
export type Send = (command: ClaimedCommand) => Promise<DeliveryResult>;
