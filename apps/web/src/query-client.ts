import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { Problem } from './api/problem.js';
import { undoAll } from './items/deletions.js';
import { pendingOperations } from './items/item-queries.js';
import { ADD, draftOf, setDraft } from './session/drafts.js';
import type { Operation } from './items/operations.js';
import { leave } from './session/session.js';
import { keepUnsent } from './session/unsent.js';
import { t } from './texts/index.js';
import { showFailure } from './ui/toaster.js';

const RETRIES = 2;

/** The query client. It reports every failure and notices an expired session. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: (error) => noticeExpiry(error) }),
  mutationCache: new MutationCache({
    onError: (error, variables) => {
      if (noticeExpiry(error)) return;
      if (isOperation(variables)) showFailedChange(variables, error);
    },
  }),
  defaultOptions: {
    queries: { retry: (count, error) => count < RETRIES && isWorthAnotherTry(error) },
  },
});

/** Only outages are retried. */
function isWorthAnotherTry(error: unknown): boolean {
  return error instanceof Problem && (error.status === 0 || error.status >= 500);
}

/** If the session has ended, shows the login screen; pending changes are repeated after it. */
function noticeExpiry(error: unknown): boolean {
  if (!(error instanceof Problem) || !error.isSessionOver) return false;
  const unsent = pendingOperations(queryClient);
  if (unsent.length > 0) keepUnsent(unsent);
  undoAll();
  leave(queryClient, 'expired');
  return true;
}

/** Reports the failed change. A title that could not be added returns to its field. */
function showFailedChange(operation: Operation, error: unknown): void {
  if (operation.kind === 'update') return showFailure(t.failed.update(operation.title), error);
  showFailure(t.failed.add(operation.title), error);
  if (draftOf(ADD) === undefined) setDraft(ADD, operation.title);
}

function isOperation(variables: unknown): variables is Operation {
  return typeof variables === 'object' && variables !== null && 'kind' in variables;
}
