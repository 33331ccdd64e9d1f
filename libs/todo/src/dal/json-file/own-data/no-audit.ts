import { ItemAudit } from '../../../core/ports/item-audit.js';

/** A JSON file has no audit: it is written as a whole with each change, and an audit would only grow. */
export class NoAudit extends ItemAudit {
  override async list(): Promise<[]> {
    return [];
  }
}
