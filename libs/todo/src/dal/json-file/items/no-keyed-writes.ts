import { KeyedWritesDal } from '../../../core/ports/keyed-writes.dal.js';

/** A JSON file remembers no writes: it is written as a whole with each change, and keys would only add to it. */
export class NoKeyedWrites extends KeyedWritesDal {
  override async once() {
    return 'not_stored' as const;
  }

  override async createOnce() {
    return 'not_stored' as const;
  }

  override async together() {
    return 'not_stored' as const;
  }
}
