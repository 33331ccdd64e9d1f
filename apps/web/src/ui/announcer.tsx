import { Store, useStore } from '../store.js';

const message = new Store('');

/** Says something to whoever listens instead of looking. */
export function announce(text: string): void {
  // The same words twice would be no change, and not be said again.
  message.set(message.get() === text ? `${text}\u00a0` : text);
}

/** What assistive technology reads {@link announce} from. */
export function Announcer() {
  return (
    <p className="visually-hidden" role="status">
      {useStore(message)}
    </p>
  );
}
