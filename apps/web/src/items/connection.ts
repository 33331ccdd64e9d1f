import { onlineManager } from '@tanstack/react-query';
import { Problem } from '../api/problem.js';
import { Store } from '../store.js';

const TRY_AGAIN_MS = 5_000;
const OUTAGES = new Set([0, 502, 503, 504]);

/** Whether the server cannot be reached, although the browser is online. */
export const isServerLost = new Store(false);

let timer: ReturnType<typeof setTimeout> | undefined;

/** Whether the same request may succeed later. */
export function isOutage(error: unknown): boolean {
  return error instanceof Problem && OUTAGES.has(error.status);
}

/**
 * Treats the server as if the browser were offline: changes wait in their order. They
 * are sent after a while, or when {@link findServer} is called.
 *
 * @returns true
 */
export function loseServer(): true {
  isServerLost.set(true);
  onlineManager.setOnline(false);
  clearTimeout(timer);
  timer = setTimeout(findServer, TRY_AGAIN_MS);
  return true;
}

/** Sends pending changes. If the server is still unreachable, they wait again. */
export function findServer(): void {
  clearTimeout(timer);
  if (isServerLost.get() && navigator.onLine) onlineManager.setOnline(true);
}

/** A change was saved: the server is reachable. */
export function noticeServer(): void {
  isServerLost.set(false);
}
