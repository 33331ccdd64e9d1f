import { defineEntity } from '#seam';
import { authContract } from './auth.contract.js';
import { authKernelErrors } from './auth-kernel.errors.js';

/** The users of auth, to whom rows of other contexts belong. */
export const users = defineEntity({
  contract: authContract,
  name: 'user',
  plural: 'users',
  deleted: 'user.deleted',
  of: ({ userId: id, uniqueId }) => ({ id, uniqueId }),
  existing: (auth, ids) => auth.usersByIds([...ids]),
  deletions: async (auth, ids) =>
    (await auth.deletionsOf([...ids])).map(({ id, userId, uniqueId }) => ({
      ...{ id: userId, uniqueId, eventId: id },
    })),
  ids: {
    highest: (auth) => auth.highestUserId(null),
    continueAbove: (auth, id) => auth.continueUserIdsAbove(id),
  },
  errors: { deleted: authKernelErrors.session_ended, replaced: authKernelErrors.user_id_reused },
});
