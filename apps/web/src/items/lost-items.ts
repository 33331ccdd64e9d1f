import { useEffect, useRef } from 'react';
import type { AllItems, Item } from '../api/items.js';
import { t } from '../texts/index.js';
import { tell } from '../ui/toaster.js';
import { wasDeletedHere } from './deletions.js';

/** Announces items that left the list without being deleted here. */
export function useLostItems(list: AllItems | undefined): void {
  const before = useRef<Item[]>([]);
  useEffect(() => {
    if (!list) return;
    const now = [...list.pending, ...list.done];
    const ids = new Set(now.map(({ id }) => id));
    for (const { id, title } of before.current) {
      if (!ids.has(id) && !wasDeletedHere(id)) tell(t.items.gone(title), t.items.goneText);
    }
    before.current = now;
  }, [list]);
}
