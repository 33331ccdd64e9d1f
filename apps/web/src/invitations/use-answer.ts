import { useMutation, useQueryClient } from '@tanstack/react-query';
import { isCode, type ProblemCode } from '../api/problem.js';
import { invitationsQuery } from './invitations-query.js';
import { words } from './texts.js';

/** Sends what the user decides about invitations, and reads them again. `failure` is for the user. */
export function useAnswer() {
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    networkMode: 'always',
    mutationFn: (send: () => Promise<void>) => send(),
    onSettled: () => client.invalidateQueries(invitationsQuery),
  });
  return { answer: mutate, isBusy: isPending, failure: error && explain(error) };
}

/** What went wrong, in words. */
export function explain(error: Error): string {
  if (isCode(error, 'invitation_not_found')) return words.invalid;
  const found = Object.entries(words.errors).find(([code]) => isCode(error, code as ProblemCode));
  return found?.[1] ?? error.message;
}
