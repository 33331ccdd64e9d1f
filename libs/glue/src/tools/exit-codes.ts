/** The exit codes of tools. */
export const EXIT = {
  /** All is well. */
  done: 0,
  /** The output says why. */
  failed: 1,
  /** What was found is repaired. */
  repaired: 3,
  /** An operator has to decide something. */
  needsDecision: 4,
} as const;
