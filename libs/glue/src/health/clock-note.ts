import { NotReadyError } from './readiness.service.js';

const NOTED_SECONDS = 10;

/**
 * What `/readyz` says of the clock of a peer.
 *
 * @param aheadMs how far it is ahead of ours
 * @param maxSeconds beyond this difference calls are refused
 * @throws NotReadyError if calls are refused for it
 */
export function clockNote(name: string, aheadMs: number, maxSeconds: number): string | undefined {
  const seconds = Math.floor(Math.abs(aheadMs) / 1_000);
  if (seconds < NOTED_SECONDS) return undefined;
  const note =
    `the clock of ${name} is ${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} ours. Synchronize ` +
    `both (NTP): beyond ${maxSeconds} s calls are refused`;
  if (seconds < maxSeconds) return note;
  throw new NotReadyError(note);
}
