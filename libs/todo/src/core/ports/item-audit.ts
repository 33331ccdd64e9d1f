import { Audit } from '#glue/audit';

/**
 * The audit of items. Entries are added by the stores of items, in the transaction of the change. About
 * each user who is concerned there is one of their own; docs/accounts.md lists the actions.
 */
export abstract class ItemAudit extends Audit {}
