export { BodyLimit, limitBigBodies } from './big-bodies.js';
export { limitClients } from './client-limits.js';
export { type Pace, PaceByKey } from './pace.js';
export { OwnTurns, takeTurns } from './request-turns.js';
export { limitUnsentAnswers } from './unsent-answers.js';
