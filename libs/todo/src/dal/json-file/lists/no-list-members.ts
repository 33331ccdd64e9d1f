import { ListMembersDal } from '../../../core/ports/list-members.dal.js';

const refuse = async () => 'not_stored' as const;

/** The file has no lists. */
export class NoListMembers extends ListMembersDal {
  override readonly listOf = refuse;
  override readonly share = refuse;
  override readonly remove = refuse;
}
