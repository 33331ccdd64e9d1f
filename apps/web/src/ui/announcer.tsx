import { Store, useStore } from '../store.js';

const message = new Store('');

/** Announces messages to screen readers. */
export function announce(text: string): void {
  // The same text twice would not be announced again.
  message.set(message.get() === text ? `${text}\u00a0` : text);
}

/** The live region that {@link announce} writes to. */
export function Announcer() {
  return (
    <p className="visually-hidden" role="status">
      {useStore(message)}
    </p>
  );
}
