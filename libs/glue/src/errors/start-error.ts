/**
 * A reason why a process cannot start, in words for the operator: which variable
 * is invalid, what is wrong with it and what to do. Printed without a stack.
 */
export class StartError extends Error {
  override readonly name = 'StartError';
}
