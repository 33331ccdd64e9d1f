import { Store, useStore } from './store.js';

const location = new Store(new URL(window.location.href));
window.addEventListener('popstate', () => location.set(new URL(window.location.href)));

/** Where the person is: path and query of the address. Follows links, the back button and {@link navigate}. */
export function useLocation(): URL {
  return useStore(location);
}

/** Goes to an address of the page without loading it anew; `replace` leaves no trace in the history. */
export function navigate(address: string, { replace = false } = {}): void {
  const url = new URL(address, window.location.href);
  try {
    window.history[replace ? 'replaceState' : 'pushState'](null, '', url);
  } catch {
    // Safari refuses more than a hundred in half a minute: the address is then behind for once.
  }
  location.set(url);
}
