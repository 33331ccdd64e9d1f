import { useQueryClient } from '@tanstack/react-query';
import { completeReset } from '../api/account.js';
import { navigate } from '../location.js';
import { Entrance } from '../session/entrance.js';
import { t } from '../texts/index.js';
import { Button } from '../ui/button.js';
import { Notice } from '../ui/notice.js';
import { Back } from './back.js';
import { finishReset } from './finish-reset.js';
import { useLinkToken } from './link-token.js';
import { NewPasswordForm } from './new-password-form.js';
import { RESET_PATH } from './token-in.js';
import { useLink } from './use-link.js';

/** Sets a new password by the link in a mail. To open it changes nothing. */
export function ResetScreen() {
  const token = useLinkToken(RESET_PATH);
  return (
    <Entrance title={t.reset.title} footer={<Back />}>
      {token ? <Reset key={token} token={token} /> : <AskAgain text={t.links.incomplete} />}
    </Entrance>
  );
}

function Reset({ token }: { token: string }) {
  const client = useQueryClient();
  const { state, use } = useLink(
    (password: string) => completeReset(token, password),
    () => finishReset(client),
  );
  if (state === 'link_invalid') return <AskAgain text={t.errors.link_invalid} />;
  return <NewPasswordForm explanation={t.reset.explanation} send={use} />;
}

/** Without a valid link, only a new one helps. */
function AskAgain({ text }: { text: string }) {
  return (
    <>
      <Notice tone="alert">{text}</Notice>
      <Button look="primary" autoFocus onClick={() => navigate('/forgot-password')}>
        {t.links.askAgain}
      </Button>
    </>
  );
}
