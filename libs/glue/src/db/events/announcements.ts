import type { DataSource } from 'typeorm';
import { ChangeSignal } from '../../events/index.js';

/** Tells this process, and all others on the database, that events were appended. */
export class Announcements {
  readonly signal = new ChangeSignal();
  /** Tells other processes; set where there may be any. */
  notify: (() => void) | undefined;

  readonly announce = (): void => {
    this.signal.emit();
    this.notify?.();
  };
}

const known = new WeakMap<DataSource, Announcements>();

/** The announcements of a data source: one context has one. */
export function announcementsOf(source: DataSource): Announcements {
  const announcements = known.get(source) ?? new Announcements();
  known.set(source, announcements);
  return announcements;
}
