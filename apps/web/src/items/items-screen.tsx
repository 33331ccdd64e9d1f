import { useCallback, useEffect, useState } from 'react';
import type { User } from '../api/auth.js';
import { Account } from '../account/account.js';
import { InvitationsLine } from '../invitations/invitations-line.js';
import { takeUnsent } from '../session/unsent.js';
import { navigate } from '../location.js';
import { t } from '../texts/index.js';
import { Brand } from '../ui/brand.js';
import { AddForm } from './add-form.js';
import { commitOnLeaving } from './deletions.js';
import { filterAddress, type Shown } from './filter.js';
import { useLostItems } from './lost-items.js';
import { useChangeItems, useItems } from './item-queries.js';
import { ItemLists } from './item-lists.js';
import { useLiveList } from '../live/use-live-list.js';
import { OfflineBanner } from './offline-banner.js';
import type { ShownItem, ShownItems } from './operations.js';
import { ShareDialog } from './share-dialog.js';
import { Toolbar } from './toolbar.js';
import { useItemActions } from './use-item-actions.js';
import styles from './items-screen.module.css';

interface Props {
  user: User;
  shown: Shown;
  query: string;
}

/** The list of the user who is logged in. */
export function ItemsScreen({ user, shown, query }: Props) {
  const list = useItems();
  const { add, redo } = useChangeItems();
  const [shared, setShared] = useState<ShownItem>();
  const [isSharing, setIsSharing] = useState(false);
  const share = useCallback((item: ShownItem) => {
    setShared(item);
    setIsSharing(true);
  }, []);
  const actions = useItemActions(user.id, share);

  /** Leaves a filter that would hide the new item. */
  const addInSight = (title: string) => {
    if (shown === 'done' || query) navigate(filterAddress(shown === 'done' ? 'all' : shown, ''));
    add(title);
  };

  if (isSharing && !has(list.items, shared!.id)) setIsSharing(false);

  useEffect(() => redo(takeUnsent()), [redo]);
  useLostItems(list.data);
  useLiveList(user.id, list);
  useEffect(() => {
    window.addEventListener('pagehide', commitOnLeaving);
    return () => window.removeEventListener('pagehide', commitOnLeaving);
  }, []);

  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <Brand />
        <Account user={user} />
      </header>
      <main className={styles.main}>
        <h1 className="visually-hidden">{t.items.title}</h1>
        <OfflineBanner />
        <AddForm onAdd={addInSight} />
        <Toolbar shown={shown} query={query} counts={list.items && countsOf(list.items)} />
        <InvitationsLine isListLoaded={list.isSuccess} />
        <ItemLists list={list} shown={shown} query={query} actions={actions} />
      </main>
      {shared && (
        <ShareDialog
          key={shared.id}
          item={shared}
          user={user}
          open={isSharing}
          onClose={() => setIsSharing(false)}
        />
      )}
    </div>
  );
}

/** Whether an item is in the list, or may be. */
function has(items: ShownItems | undefined, id: number): boolean {
  return !items || [...items.pending, ...items.done].some((item) => item.id === id);
}

function countsOf({ pending, done }: ShownItems) {
  return { all: pending.length + done.length, pending: pending.length, done: done.length };
}
