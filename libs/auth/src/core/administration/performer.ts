/** Who did it, where it was an operator at a terminal. */
const OPERATOR = 'operator';

/** Who changes the accounts of others: the public id of an administrator, or {@link OPERATOR}. */
export interface Performer {
  actor: string;
  /** Whether the last administrator may be taken away. */
  isForced: boolean;
}

/** An administrator who uses the API. */
export function administrator(uniqueId: string): Performer {
  return { actor: uniqueId, isForced: false };
}

/** An operator, who may use force. */
export function operator(isForced: boolean): Performer {
  return { actor: OPERATOR, isForced };
}
