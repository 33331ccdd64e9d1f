/**
 * A reason why a process cannot start, for the operator: the invalid variable, the error and the
 * cure. Printed without a stack.
 */
export class StartError extends Error {
  override readonly name = 'StartError';
}
