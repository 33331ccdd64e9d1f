import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { AllItems } from '../api/items.js';
import { ITEMS, MEMBERS, pendingOperations } from '../items/item-queries.js';
import { isStillLoggedIn } from '../session/session.js';
import { followList } from './follow-list.js';
import { leading } from './leading.js';
import { isNewer, type ListNews, withNews } from './list-news.js';

/**
 * Keeps the list as the server has it. One tab of the browser leads: it has the stream, and tells the others. If it is
 * closed, another one leads.
 *
 * @param list as the page has it; `undefined` until it is loaded
 */
export function useLiveList(userId: number, list: AllItems | undefined): void {
  const client = useQueryClient();
  const newest = useRef('');

  useEffect(() => {
    const stopping = new AbortController();
    const channel = new BroadcastChannel(`list of ${userId}`);
    const take = (news: ListNews) => {
      newest.current = news.tag;
      void client.invalidateQueries({ queryKey: [MEMBERS] });
      // The answer to an own change has the list: an own item would be shown twice until then.
      if (pendingOperations(client).length === 0) apply(client, news);
    };
    channel.addEventListener('message', ({ data }: MessageEvent<ListNews>) => take(data));
    const listener = {
      since: () => client.getQueryData<AllItems>(ITEMS)?.tag || undefined,
      onNews: (news: ListNews) => {
        channel.postMessage(news);
        take(news);
      },
      onRefusal: () => void isStillLoggedIn(client),
    };
    leading(`list of ${userId}`, stopping.signal, (signal) => followList(listener, signal));
    return () => {
      stopping.abort();
      channel.close();
    };
  }, [client, userId]);

  // Of news that were not applied, or are newer than an answer.
  useEffect(() => {
    if (list && isNewer(newest.current, list.tag)) {
      void client.invalidateQueries({ queryKey: ITEMS });
    }
  }, [client, list]);
}

function apply(client: QueryClient, news: ListNews): void {
  const list = client.getQueryData<AllItems>(ITEMS);
  if (!list) return;
  const next = withNews(list, news);
  if (next) client.setQueryData(ITEMS, next);
  else void client.invalidateQueries({ queryKey: ITEMS });
}
