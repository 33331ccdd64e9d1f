/** Who changes the accounts of others: the public id of an administrator, or `operator`. */
export interface Performer {
  actor: string;
  /** Whether the last administrator may be lost. */
  isForced: boolean;
}

/** An administrator who uses the API. */
export function administrator(uniqueId: string): Performer {
  return { actor: uniqueId, isForced: false };
}
