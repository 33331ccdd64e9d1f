import { Back } from '../links/back.js';
import { useLinkToken } from '../links/link-token.js';
import { INVITATION_PATH } from '../links/token-in.js';
import { Entrance } from '../session/entrance.js';
import { t } from '../texts/index.js';
import { Later } from '../ui/later.js';

/** Shows an invitation by its link, to a user who is logged in. */
export function InvitationScreen() {
  const token = useLinkToken(INVITATION_PATH);
  return (
    <Entrance title={t.invitations.title} footer={<Back />}>
      <Later>{({ Invitation }) => <Invitation token={token} />}</Later>
    </Entrance>
  );
}
