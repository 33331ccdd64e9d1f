/** Work that ends when its signal is aborted. */
type Work = (signal: AbortSignal) => Promise<void>;

/**
 * Runs work in one tab of the browser at a time. Without locks, which need HTTPS, in each tab while it is visible: a
 * browser has few connections to a server.
 */
export function leading(name: string, signal: AbortSignal, work: Work): void {
  if ('locks' in navigator) {
    navigator.locks.request(name, { signal }, () => work(signal)).catch(() => undefined); // aborted
  } else {
    whileVisible(signal, work);
  }
}

function whileVisible(signal: AbortSignal, work: Work): void {
  let hidden = new AbortController();
  const change = () => {
    hidden.abort();
    if (document.visibilityState !== 'visible') return;
    hidden = new AbortController();
    void work(hidden.signal);
  };
  signal.addEventListener('abort', () => hidden.abort(), { once: true });
  document.addEventListener('visibilitychange', change, { signal });
  change();
}
