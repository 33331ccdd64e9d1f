import { channel } from 'node:diagnostics_channel';
import { PRODUCT } from '../product/index.js';

const reused = channel(`${PRODUCT}:call.reused`);

/** Says that the running call is answered from a cache, without its provider. */
export function noteReused(): void {
  if (reused.hasSubscribers) reused.publish(undefined);
}

/** Calls `note` in the context of each call that is answered from a cache, until the result is called. */
export function onReused(note: () => void): () => void {
  reused.subscribe(note);
  return () => void reused.unsubscribe(note);
}
