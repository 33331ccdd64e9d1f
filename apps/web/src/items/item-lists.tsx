import { useDeferredValue, useMemo } from 'react';
import { navigate } from '../location.js';
import { t } from '../texts/index.js';
import { Button } from '../ui/button.js';
import { CheckIcon, ListIcon, SearchIcon, WarningIcon } from '../ui/icons.js';
import { StateMessage } from '../ui/state-message.js';
import { filterAddress, search, type Shown } from './filter.js';
import { ItemList } from './item-list.js';
import type { ItemActions } from './item-row.js';
import type { useItems } from './item-queries.js';
import { Skeleton } from './skeleton.js';
import styles from './items-screen.module.css';

interface Props {
  list: ReturnType<typeof useItems>;
  shown: Shown;
  query: string;
  actions: ItemActions;
}

/** The matching items of both lists, or of one; or why there are none. */
export function ItemLists({ list, shown, query, actions }: Props) {
  // Typing stays responsive; the lists render when there is time.
  const deferred = useDeferredValue(query);
  const { items } = list;
  const found = useMemo(
    () =>
      items && {
        pending: shown === 'done' ? [] : search(items.pending, deferred),
        done: shown === 'pending' ? [] : search(items.done, deferred),
      },
    [items, shown, deferred],
  );
  return (
    <div className={styles.lists} aria-busy={!found && !list.isError}>
      <p className="visually-hidden" role="status">
        {found && deferred && t.items.found(found.pending.length + found.done.length)}
      </p>
      {found ? (
        <Found
          found={found}
          isEmpty={isEmpty(items)}
          shown={shown}
          query={deferred}
          actions={actions}
        />
      ) : list.isError ? (
        <StateMessage
          icon={<WarningIcon />}
          title={t.items.loadFailedTitle}
          text={list.error.message}
        >
          <Button onClick={() => void list.refetch()}>{t.tryAgain}</Button>
        </StateMessage>
      ) : (
        <Skeleton />
      )}
    </div>
  );
}

interface FoundProps extends Pick<Props, 'shown' | 'query' | 'actions'> {
  found: NonNullable<Props['list']['items']>;
  isEmpty: boolean;
}

function Found({ found: { pending, done }, isEmpty, shown, query, actions }: FoundProps) {
  if (isEmpty) {
    return <StateMessage icon={<ListIcon />} title={t.items.emptyTitle} text={t.items.emptyText} />;
  }
  if (pending.length + done.length === 0) return <Nothing shown={shown} query={query} />;
  return (
    <>
      {pending.length > 0 && (
        <ItemList query={query} title={t.items.pending} items={pending} actions={actions} />
      )}
      {shown === 'all' && !query && pending.length === 0 && <Nothing shown="pending" query="" />}
      {done.length > 0 && (
        <ItemList query={query} title={t.items.done} items={done} actions={actions} />
      )}
    </>
  );
}

function Nothing({ shown, query }: Pick<Props, 'shown' | 'query'>) {
  if (query) {
    return (
      <StateMessage
        icon={<SearchIcon />}
        title={t.items.noMatchTitle}
        text={t.items.noMatchText(query)}
      >
        <Button onClick={() => navigate(filterAddress(shown, ''), { replace: true })}>
          {t.items.clearSearch}
        </Button>
      </StateMessage>
    );
  }
  return shown === 'done' ? (
    <StateMessage
      icon={<CheckIcon />}
      title={t.items.nothingDoneTitle}
      text={t.items.nothingDoneText}
    />
  ) : (
    <StateMessage icon={<CheckIcon />} title={t.items.allDoneTitle} text={t.items.allDoneText} />
  );
}

function isEmpty(items: Props['list']['items']): boolean {
  return items?.pending.length === 0 && items.done.length === 0;
}
