import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { t } from '../texts/index.js';
import { Button } from './button.js';
import rows from './rows.module.css';

/** Ask for it before a dialog that needs it is opened: focus then begins with its content. */
export const partsQuery = queryOptions({
  queryKey: ['parts'],
  queryFn: () => import('../parts.js'),
  networkMode: 'always',
  staleTime: Infinity,
});

type Parts = typeof import('../parts.js');

/** A part of the page that is loaded when it is first shown. */
export function Later({ children }: { children: (parts: Parts) => ReactNode }) {
  const { data, isError } = useQuery(partsQuery);
  if (data) return children(data);
  if (!isError) return <p role="status">{t.loading}</p>;
  // Browsers may not ask for a script again that they did not get, and a newer page has another one.
  return (
    <p role="alert" className={rows.failed}>
      {t.later.failed} <Button onClick={() => window.location.reload()}>{t.later.reload}</Button>
    </p>
  );
}
