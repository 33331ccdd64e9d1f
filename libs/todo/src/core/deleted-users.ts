import { Inject, Injectable } from '@nestjs/common';
import { AUTH_CLIENT, type AuthClient, authContract } from '#auth-kernel';
import { type EventOf, On } from '#seam';
import { UserDeletionDal } from './ports/user-deletion.dal.js';

type UserDeleted = EventOf<(typeof authContract.events)['user.deleted']>;

/** Applies the deletions of users. */
@Injectable()
export class DeletedUsers {
  constructor(
    @Inject(AUTH_CLIENT) private readonly auth: AuthClient,
    private readonly deletions: UserDeletionDal,
  ) {}

  @On(authContract, 'user.deleted', { startsAt: 'beginning', before: 'reserveIds' })
  async delete({ data }: UserDeleted): Promise<void> {
    await this.deletions.delete(data);
  }

  /** After auth was restored from an older backup, a user id that is known here must not be reused. */
  async reserveIds(): Promise<void> {
    const highest = await this.deletions.highestUserId();
    if (highest === undefined || highest <= (await this.auth.highestUserId(null))) return;
    await this.auth.continueUserIdsAbove(highest);
  }
}

/** The name of the handler of deletions. */
export const DELETED_USERS = 'auth:user.deleted';
