/** What a person has proven. A verified passkey was unlocked by a PIN or a finger: two factors in one. */
export type Proof = 'password' | 'totp' | 'recovery-code' | 'passkey' | 'verified-passkey';

/** How a user can log in. Computed from what is stored whenever it is asked for, never stored. */
export interface WaysIn {
  hasPassword: boolean;
  /** Whether codes of an app are set up and confirmed. */
  hasTotp: boolean;
  passkeys: number;
}

/** What can be removed. */
export type Way = 'password' | 'totp' | 'passkey';

const SECOND: readonly Proof[] = ['totp', 'recovery-code', 'passkey'];

/** Recovery codes are none: they replace one that is lost. */
export function hasSecondFactor({ hasTotp, passkeys }: WaysIn): boolean {
  return hasTotp || passkeys > 0;
}

/** Whether proofs are enough to begin a session, or to change what needs a recent proof. */
export function suffices(proofs: readonly Proof[], needsSecond: boolean): boolean {
  if (proofs.includes('verified-passkey')) return true;
  if (!proofs.includes('password')) return false;
  return !needsSecond || proofs.some((proof) => SECOND.includes(proof));
}

/** The ways that stay. */
export function without(way: Way, ways: WaysIn): WaysIn {
  if (way === 'password') return { ...ways, hasPassword: false };
  if (way === 'totp') return { ...ways, hasTotp: false };
  return { ...ways, passkeys: Math.max(0, ways.passkeys - 1) };
}

/** Whether a user can still begin a login: by a password, or by a passkey alone. */
export function hasWayIn({ hasPassword, passkeys }: WaysIn): boolean {
  return hasPassword || passkeys > 0;
}

/** Whether a user can log in after this is removed. */
export function mayRemove(way: Way, ways: WaysIn): boolean {
  return hasWayIn(without(way, ways));
}
