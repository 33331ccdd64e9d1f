import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { type RefObject, useEffect, useRef } from 'react';
import type { AllItems } from '../api/items.js';
import { ITEMS, MEMBERS, pendingOperations } from '../items/item-queries.js';
import { isStillLoggedIn, refreshUser } from '../session/session.js';
import { followList } from './follow-list.js';
import { leading } from './leading.js';
import { areComparable, includes, isOf, type ListNews, withNews } from './list-news.js';

/** The list as the page has it. */
interface Known {
  /** `undefined` until it is loaded. */
  data: AllItems | undefined;
  dataUpdatedAt: number;
  /** Whether changes of the user are not confirmed yet. */
  isChanging: boolean;
}

/**
 * Keeps the list as the server has it. One tab of the browser leads: it has the stream, and passes on what that
 * brings to all, itself included. If it is closed, another one leads.
 */
export function useLiveList(userId: number, { data, dataUpdatedAt, isChanging }: Known): void {
  const client = useQueryClient();
  /** Of the news that have not been applied. */
  const newest = useRef('');
  const name = `list of ${userId}`;
  const isLoaded = data !== undefined;

  useEffect(() => {
    const channel = new BroadcastChannel(name);
    channel.onmessage = ({ data: news }: MessageEvent<ListNews>) =>
      take(client, userId, newest, news);
    return () => channel.close();
  }, [client, name, userId]);

  useEffect(() => {
    if (!isLoaded) return;
    const stopping = new AbortController();
    const channel = new BroadcastChannel(name);
    const listener = {
      since: () => client.getQueryData<AllItems>(ITEMS)?.tag || undefined,
      onNews: (news: ListNews) => channel.postMessage(news),
      onRefusal: () => void isStillLoggedIn(client),
    };
    leading(name, stopping.signal, (signal) => followList(listener, signal));
    return () => {
      stopping.abort();
      channel.close();
    };
  }, [client, name, isLoaded]);

  useEffect(() => catchUp(client, newest), [client, dataUpdatedAt, isChanging]);
}

function take(client: QueryClient, userId: number, newest: RefObject<string>, news: ListNews) {
  // Another user has logged in, in another tab.
  if (!isOf(userId, news.tag)) return void refreshUser(client);
  for (const { id } of news.present) renewMembers(client, id);
  // The answer to an own change has the list: an own item would be shown twice until then.
  if (pendingOperations(client).length === 0 && apply(client, news)) return;
  if (!includes(newest.current, news.tag)) newest.current = news.tag;
  catchUp(client, newest);
}

/** Reads the list if news were not applied that it does not have. An answer may be older: call it after each. */
function catchUp(client: QueryClient, newest: RefObject<string>): void {
  const list = client.getQueryData<AllItems>(ITEMS);
  if (!list || newest.current === '' || pendingOperations(client).length > 0) return;
  const isMissing = !includes(list.tag, newest.current);
  // Which one of two histories is the present one, the next answer tells.
  if (!isMissing || !areComparable(list.tag, newest.current)) newest.current = '';
  if (!isMissing) return;
  renewMembers(client);
  // A running request would never end otherwise while others write much.
  void client.invalidateQueries({ queryKey: ITEMS }, { cancelRefetch: false });
}

/** @returns false if news are missing in between */
function apply(client: QueryClient, news: ListNews): boolean {
  const list = client.getQueryData<AllItems>(ITEMS);
  const next = list && withNews(list, news);
  if (next) client.setQueryData(ITEMS, next);
  return next !== undefined;
}

/** The members of an item that has changed may be others. */
function renewMembers(client: QueryClient, ...id: number[]): void {
  void client.invalidateQueries({ queryKey: [MEMBERS, ...id] });
}
