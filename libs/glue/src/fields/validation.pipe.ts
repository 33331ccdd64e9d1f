// As a namespace: with an older Nest, which lacks the pipe, the line of `assertNest` is printed.
import * as nest from '@nestjs/common';
import { type FieldPlace, validationFailed } from './validation-failed.js';

const pipeFor = (place: FieldPlace) =>
  new nest.StandardSchemaValidationPipe({
    exceptionFactory: (issues) => validationFailed(issues, place),
  });
const ofBodies = pipeFor('body');
const ofParameters = pipeFor('parameters');

/** Validates the inputs for which a route declares a schema, and reports every invalid field. */
export const validationPipe: nest.PipeTransform = {
  transform: (value, metadata) =>
    (metadata.type === 'body' ? ofBodies : ofParameters).transform(value, metadata),
};
