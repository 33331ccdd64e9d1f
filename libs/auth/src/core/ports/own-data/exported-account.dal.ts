import type { LinkPurpose } from '../mail-links.dal.js';
import type { Role } from '../users.dal.js';

/** What is stored of an account that no other port tells its user. */
export interface ExportedAccount {
  role: Role;
  disabledAt: Date | null;
  /** Links in mails that are valid, without their tokens. */
  links: { purpose: LinkPurpose; email: string | null; expiresAt: Date }[];
  /** Former emails, which are reserved until then. */
  reservedEmails: { email: string; until: Date }[];
  /** The last logins from known addresses, of which only keyed hashes are stored. */
  knownAddresses: { lastLoginAt: Date }[];
}

/** Reads what is stored of an account. Never anything that grants access, such as a hash. */
export abstract class ExportedAccountDal {
  /** `undefined` if the user is gone. */
  abstract find(userId: number): Promise<ExportedAccount | undefined>;
}
