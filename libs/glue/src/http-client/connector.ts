import type { buildConnector } from 'undici';
import buildUndiciConnector from 'undici/lib/core/connect.js';

/**
 * Opens connections, and gives up after a time limit (code `ETIMEDOUT`).
 *
 * @param ca the only certificates (PEM) that may sign the server's; the usual ones if absent
 */
export function connector(limitMs: number, ca?: string): buildConnector.connector {
  // The timer of undici is up to a second late: it only closes what we have given up.
  const connect = buildUndiciConnector({ timeout: limitMs, ...(ca !== undefined && { ca }) });
  return (options, callback) => {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      const error = new Error(`no connection within ${limitMs} ms`);
      callback(Object.assign(error, { code: 'ETIMEDOUT' }), null);
    }, limitMs);
    connect(options, (...result) => {
      clearTimeout(timer);
      if (isLate) result[1]?.destroy();
      else callback(...result);
    });
  };
}
