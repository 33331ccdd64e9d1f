/** A change, and who breaks while both versions run. */
export interface Break {
  /** What has changed, such as `auth.usersByIds input`. */
  where: string;
  what: string;
  who: 'old callers of the new provider' | 'new callers of the old provider';
}

/** Breaks callers of the old version that meet a new provider: callers are deployed first. */
export function breaksOldCallers(where: string, what: string): Break {
  return { where, what, who: 'old callers of the new provider' };
}

/** Breaks callers of the new version that meet an old provider: the provider is deployed first. */
export function breaksNewCallers(where: string, what: string): Break {
  return { where, what, who: 'new callers of the old provider' };
}
