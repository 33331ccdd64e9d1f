import { executionAsyncResource } from 'node:async_hooks';

export let kept: object | undefined;

/**
 * Keeps one object of `process.nextTick` alive, and with it V8's description of its shape. Call it
 * when the process begins.
 *
 * For speed: a full garbage collection while no tick is queued, of which a start has several, drops
 * that description. V8 then builds these objects by its general way for as long as the process lives.
 * Node queues eight for a request: 6 µs of it (docs/performance.md, "A request that does nothing").
 */
export function keepTickShape(): void {
  process.nextTick(() => (kept = executionAsyncResource()));
}
