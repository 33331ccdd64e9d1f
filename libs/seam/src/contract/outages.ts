import { type ErrorDefinition, ServiceError } from '#glue/errors';
import type { Contract } from './contract.js';

/** The errors of a caller that gets no answer, or no valid one, from the provider of a contract. */
export class Outages {
  readonly unavailableError: ErrorDefinition;
  private readonly answerInvalidError: ErrorDefinition;

  constructor({ name, errors }: Pick<Contract, 'name' | 'errors'>) {
    this.unavailableError = errors[`${name}_unavailable`]!;
    this.answerInvalidError = errors[`${name}_answer_invalid`]!;
  }

  /** The error of a call that has timed out. */
  readonly late = () => this.unavailable('no answer in time');

  /** @param reason for the operator; clients do not get it */
  unavailable(reason: string, cause?: unknown): ServiceError {
    return new ServiceError(this.unavailableError, { cause: new Error(reason, { cause }) });
  }

  answerInvalid(reason: string, cause?: unknown): ServiceError {
    return new ServiceError(this.answerInvalidError, { cause: new Error(reason, { cause }) });
  }
}
