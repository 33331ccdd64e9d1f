export { limitClients } from './client-limits.js';
export { OwnTurns, Streamed, takeTurns } from './request-turns.js';
export { limitUnsentAnswers } from './unsent-answers.js';
