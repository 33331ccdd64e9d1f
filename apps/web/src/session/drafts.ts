import { Store, useStore } from '../store.js';

/** Unsent text by field. Kept in this page when the session ends. */
const drafts = new Store<Record<string, string>>({});

export const ADD = 'add';
export const renameOf = (id: number) => `rename ${id}`;
export const shareOf = (id: number) => `share ${id}`;

/** The draft of a field, `undefined` if there is none. */
export function useDraft(field: string): [string | undefined, (text: string | undefined) => void] {
  return [useStore(drafts)[field], (text) => setDraft(field, text)];
}

export function draftOf(field: string): string | undefined {
  return drafts.get()[field];
}

export function setDraft(field: string, text: string | undefined): void {
  const next = { ...drafts.get() };
  if (text === undefined) delete next[field];
  else next[field] = text;
  drafts.set(next);
}

export function forgetDrafts(): void {
  drafts.set({});
}
