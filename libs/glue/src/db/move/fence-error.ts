/** The name that errors of a fence have as their constraint. */
export const FENCE = 'move_fence';

/** Whether a write failed because the data are being moved, or were moved, to another address. */
export function isFenced(error: unknown): boolean {
  const { constraint, driverError, cause } = (error ?? {}) as Record<string, unknown>;
  if (constraint === FENCE) return true;
  return [driverError, cause].some((inner) => inner instanceof Error && isFenced(inner));
}
