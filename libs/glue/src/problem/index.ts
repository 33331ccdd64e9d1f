export { answerClientError, answerFrameworkErrors } from './client-errors.js';
export { ProblemFilter } from './problem.filter.js';
