import { useQueryClient } from '@tanstack/react-query';
import { undoEmailChange } from '../api/account.js';
import { Entrance } from '../session/entrance.js';
import { isStillLoggedIn } from '../session/session.js';
import { t } from '../texts/index.js';
import { FocusedNotice } from '../ui/focused-notice.js';
import { Notice } from '../ui/notice.js';
import { Back } from './back.js';
import { useLinkToken } from './link-token.js';
import { UNDO_PATH } from './token-in.js';
import { UseButton } from './use-button.js';
import { useLink } from './use-link.js';

/** Undoes a change of the email, by the link that the former address got. */
export function UndoScreen() {
  const token = useLinkToken(UNDO_PATH);
  return (
    <Entrance title={t.undo.title} footer={<Back />}>
      {token ? (
        <Undo key={token} token={token} />
      ) : (
        <Notice tone="alert">{t.undo.incomplete}</Notice>
      )}
    </Entrance>
  );
}

function Undo({ token }: { token: string }) {
  const client = useQueryClient();
  const { state, use } = useLink(
    () => undoEmailChange(token),
    () => isStillLoggedIn(client),
  );
  if (state === 'done') return <FocusedNotice>{t.undo.done}</FocusedNotice>;
  if (state === 'link_invalid') return <Notice tone="alert">{t.undo.invalid}</Notice>;
  return (
    <UseButton explanation={t.undo.explanation} label={t.undo.submit} use={() => use(undefined)} />
  );
}
