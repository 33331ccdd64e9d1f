import type { DataSource } from 'typeorm';
import { ChangeSignal } from '../../events/index.js';

const known = new WeakMap<DataSource, ChangeSignal>();

/** What tells this process that events were appended to the database of a context. */
export function signalOf(source: DataSource): ChangeSignal {
  const signal = known.get(source) ?? new ChangeSignal();
  known.set(source, signal);
  return signal;
}
