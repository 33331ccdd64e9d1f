import { queryOptions } from '@tanstack/react-query';
import { readSessions } from '../api/account.js';

/** Where the account is logged in. */
export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => readSessions(signal),
});
