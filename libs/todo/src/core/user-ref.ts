/**
 * A user, as items know one. Items belong to the id. The public id tells whether
 * it is still the same user: ids may come again after a restore of auth.
 */
export interface UserRef {
  id: number;
  uniqueId: string;
}
