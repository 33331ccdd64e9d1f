import { queryOptions } from '@tanstack/react-query';
import { readInvitations } from '../api/invitations.js';

/** The open invitations of the user. They are read again when the page is visible again. */
export const invitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: ({ signal }) => readInvitations(signal),
});
