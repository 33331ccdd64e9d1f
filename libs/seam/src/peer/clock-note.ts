import { NotReadyError } from '#glue/health';
import { MAX_SKEW_SECONDS } from '../identity/own-identity.js';

const NOTED_SECONDS = 10;

/**
 * What `/readyz` says of the clock of a peer.
 *
 * @param aheadMs how far it is ahead of ours
 * @throws NotReadyError if calls are refused for it
 */
export function clockNote(name: string, aheadMs: number): string | undefined {
  const seconds = Math.floor(Math.abs(aheadMs) / 1_000);
  if (seconds < NOTED_SECONDS) return undefined;
  const note =
    `the clock of ${name} is ${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} ours. Synchronize ` +
    `both (NTP): beyond ${MAX_SKEW_SECONDS} s calls are refused`;
  if (seconds < MAX_SKEW_SECONDS) return note;
  throw new NotReadyError(note);
}
