import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { requestConfirmation } from '../api/account.js';
import { isCode } from '../api/problem.js';
import { t } from '../texts/index.js';
import { Button } from '../ui/button.js';
import { FocusedNotice } from '../ui/focused-notice.js';
import { Notice } from '../ui/notice.js';

interface Props {
  failure: Error;
  email: string;
}

/** Why a login or a registration has failed. */
export function EntryFailure({ failure, email }: Props) {
  if (isCode(failure, 'email_unverified')) return <Unverified email={email} />;
  return <Notice tone="alert">{failure.message}</Notice>;
}

/** The email has to be confirmed before the login. Offers another mail with a link. */
function Unverified({ email }: { email: string }) {
  const [address] = useState(email);
  const { mutate, isPending, isSuccess, error } = useMutation({
    networkMode: 'always',
    mutationFn: () => requestConfirmation(address),
  });
  return (
    <>
      {error && <Notice tone="alert">{error.message}</Notice>}
      <FocusedNotice>
        {isSuccess ? t.unverified.sent(address) : t.errors.email_unverified}
      </FocusedNotice>
      <Button disabled={isPending} onClick={() => mutate()}>
        {isPending ? t.links.busy : t.unverified.again}
      </Button>
    </>
  );
}
