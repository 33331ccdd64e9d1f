import { useQueryClient } from '@tanstack/react-query';
import { confirmEmail, type EmailProof, requestConfirmation } from '../api/account.js';
import { Entrance } from '../session/entrance.js';
import { refreshUser } from '../session/session.js';
import { t } from '../texts/index.js';
import { FocusedNotice } from '../ui/focused-notice.js';
import { Notice } from '../ui/notice.js';
import { Back } from './back.js';
import { useLinkToken } from './link-token.js';
import { MailForm } from './mail-form.js';
import { ProofForm } from './proof-form.js';
import { CONFIRM_PATH } from './token-in.js';
import { UseButton } from './use-button.js';
import { useLink } from './use-link.js';

/** Confirms an email, the present one of an account or a new one, by the link in a mail. */
export function ConfirmScreen() {
  const token = useLinkToken(CONFIRM_PATH);
  return (
    <Entrance title={t.confirm.title} footer={<Back />}>
      {token ? <Confirmation key={token} token={token} /> : <AskAgain text={t.links.incomplete} />}
    </Entrance>
  );
}

function Confirmation({ token }: { token: string }) {
  const client = useQueryClient();
  const { state, use } = useLink(
    (proof: EmailProof) => confirmEmail(token, proof),
    () => refreshUser(client),
  );
  if (state === 'done') return <FocusedNotice>{t.confirm.done}</FocusedNotice>;
  if (state === 'link_invalid') return <AskAgain text={t.errors.link_invalid} />;
  if (state === 'email_taken') return <Notice tone="alert">{t.confirm.taken}</Notice>;
  if (state === 'proof_required') return <ProofForm send={use} />;
  return (
    <UseButton explanation={t.confirm.question} label={t.confirm.confirm} use={() => use({})} />
  );
}

function AskAgain({ text }: { text: string }) {
  return (
    <>
      <Notice tone="alert">{text}</Notice>
      <MailForm send={requestConfirmation} texts={t.confirm} />
    </>
  );
}
