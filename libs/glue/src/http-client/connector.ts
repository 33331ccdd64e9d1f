import type { buildConnector } from 'undici';
import buildUndiciConnector from 'undici/lib/core/connect.js';

/**
 * Opens connections, and gives up after a time limit (code `ETIMEDOUT`). The time in which this process was
 * too busy to look does not count: it looks once more before it gives up.
 *
 * @param ca the only certificates (PEM) that may sign the server's; the usual ones if absent
 */
export function connector(limitMs: number, ca?: string): buildConnector.connector {
  // The timer of undici is up to a second late: it only closes what we have given up.
  const connect = buildUndiciConnector({ timeout: limitMs, ...(ca !== undefined && { ca }) });
  return (options, callback) => {
    let isSettled = false;
    const giveUp = () => {
      if (isSettled) return;
      isSettled = true;
      const error = new Error(`no connection within ${limitMs} ms`);
      callback(Object.assign(error, { code: 'ETIMEDOUT' }), null);
    };
    // Node runs timers first, then reads sockets, then runs what setImmediate() has scheduled.
    const timer = setTimeout(() => setImmediate(giveUp), limitMs);
    connect(options, (...result) => {
      clearTimeout(timer);
      if (isSettled) return void result[1]?.destroy();
      isSettled = true;
      callback(...result);
    });
  };
}
