import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { Problem } from './api/problem.js';
import { undoAll } from './items/deletions.js';
import { pendingOperations } from './items/item-queries.js';
import { ADD, draftOf, setDraft } from './session/drafts.js';
import type { Operation } from './items/operations.js';
import { leave } from './session/session.js';
import { keepUnsent } from './session/unsent.js';
import { t } from './texts/index.js';
import { tellFailure } from './ui/toaster.js';

const RETRIES = 2;

/** Asks the server, and sees to it that every failure is told and an expired session noticed. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: (error) => noticeExpiry(error) }),
  mutationCache: new MutationCache({
    onError: (error, variables) => {
      if (noticeExpiry(error)) return;
      if (isOperation(variables)) tellFailed(variables, error);
    },
  }),
  defaultOptions: {
    queries: { retry: (count, error) => count < RETRIES && isWorthAnotherTry(error) },
  },
});

/** Only an outage may be over at the next try. */
function isWorthAnotherTry(error: unknown): boolean {
  return error instanceof Problem && (error.status === 0 || error.status >= 500);
}

/** If the session is over, shows the login; what was under way is done again after it. */
function noticeExpiry(error: unknown): boolean {
  if (!(error instanceof Problem) || !error.isSessionOver) return false;
  const unsent = pendingOperations(queryClient);
  if (unsent.length > 0) keepUnsent(unsent);
  undoAll();
  leave(queryClient, 'expired');
  return true;
}

/** Says what could not be done. A title that could not be added is back in its field. */
function tellFailed(operation: Operation, error: unknown): void {
  if (operation.kind === 'update') return tellFailure(t.failed.update(operation.title), error);
  tellFailure(t.failed.add(operation.title), error);
  if (draftOf(ADD) === undefined) setDraft(ADD, operation.title);
}

function isOperation(variables: unknown): variables is Operation {
  return typeof variables === 'object' && variables !== null && 'kind' in variables;
}
