export { BodyLimit, limitBigBodies } from './big-bodies.js';
export { limitClients } from './client-limits.js';
export { OwnTurns, takeTurns } from './request-turns.js';
export { limitUnsentAnswers } from './unsent-answers.js';
