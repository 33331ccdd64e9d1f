import { Store, useStore } from './store.js';

const location = new Store(new URL(window.location.href));
window.addEventListener('popstate', () => location.set(new URL(window.location.href)));

/** Path and query of the address. Follows links, the back button and {@link navigate}. */
export function useLocation(): URL {
  return useStore(location);
}

/** Navigates without a page load; `replace` adds no history entry. */
export function navigate(address: string, { replace = false } = {}): void {
  const url = new URL(address, window.location.href);
  try {
    window.history[replace ? 'replaceState' : 'pushState'](null, '', url);
  } catch {
    // Safari refuses more than a hundred in half a minute: the address then stays as it is.
  }
  location.set(url);
}
