/** What `reconcile` may do beyond proven repairs. */
export interface ReconcileOptions {
  dryRun: boolean;
  /** Deletes the items of users who are unknown to auth, even without a deletion event. */
  deleteUnknown: boolean;
  /** Allows `deleteUnknown` for more than 1 % of the users. */
  force: boolean;
  /** Accepts the state of auth, although it was restored from an older backup. */
  acceptRestored: boolean;
}
