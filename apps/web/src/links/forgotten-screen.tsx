import { requestReset } from '../api/account.js';
import { Entrance } from '../session/entrance.js';
import { t } from '../texts/index.js';
import { Back } from './back.js';
import { MailForm } from './mail-form.js';

/** Asks for a mail with a link to a new password. */
export function ForgottenScreen() {
  return (
    <Entrance title={t.forgotten.title} footer={<Back />}>
      <MailForm send={requestReset} texts={t.forgotten} />
    </Entrance>
  );
}
