export type SenderState = 'accepted' | 'blocked';

/** A user who may share with another one without an invitation, or may not share at all. */
export interface Sender {
  userId: number;
  isBlocked: boolean;
}
