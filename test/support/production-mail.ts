import { PRODUCTION_DATA_KEY } from './production-data-key.js';

/** What a process in production that hosts mail requires, and auth beside it. No server is there: its mails wait. */
export const PRODUCTION_MAIL = {
  ...PRODUCTION_DATA_KEY,
  MAIL_URL: 'smtp://127.0.0.1:9?tls=never',
  MAIL_FROM: 'no-reply@example.com',
  PUBLIC_URL: 'https://todo.example.com',
};
