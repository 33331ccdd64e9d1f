export {
  invalidFieldSchema,
  PROBLEM_TYPE,
  problemSchema,
  toProblem,
  toServiceError,
} from './problem.js';
export { type Problem, problem } from './received-problem.js';
export { problemResponse } from './problem-response.js';
export { sendProblem } from './send-problem.js';
export { ServiceErrorFilter } from './service-error.filter.js';
