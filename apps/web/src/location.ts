import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();

/** Where the person is: path and query of the address. Follows links, the back button and {@link navigate}. */
export function useLocation(): URL {
  return new URL(useSyncExternalStore(subscribe, () => window.location.href));
}

/** Goes to an address of the page without loading it anew; `replace` leaves no trace in the history. */
export function navigate(address: string, { replace = false } = {}): void {
  window.history[replace ? 'replaceState' : 'pushState'](null, '', address);
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}
