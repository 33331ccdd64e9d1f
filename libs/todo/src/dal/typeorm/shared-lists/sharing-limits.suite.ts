import type { ItemLimits } from '../../../core/item-limits.js';

/** Sets the limits that the trigger of shared lists keeps. */
export async function setSharingLimits(
  source: { query(text: string): Promise<unknown> },
  { membersPerItem, sharedPerSender, sharedPerReceiver }: ItemLimits,
  atOnce = 10_000,
): Promise<void> {
  const limits = [membersPerItem, sharedPerSender, sharedPerReceiver, atOnce].join();
  await source.query(`
    CREATE OR REPLACE FUNCTION todo.sharing_limits(OUT members integer, OUT by_sender integer, OUT to_receiver integer, OUT at_once integer)
    LANGUAGE sql IMMUTABLE AS 'SELECT ${limits}'`);
}
