import type { RefObject } from 'react';
import type { AccountSession } from '../api/account.js';
import { t } from '../texts/index.js';
import { parts } from '../texts/parts.js';
import { Button } from '../ui/button.js';
import rows from '../ui/rows.module.css';
import { ago } from './ago.js';

interface Props {
  sessions: AccountSession[];
  isBusy: boolean;
  onEnd: (session: AccountSession) => void;
  ref: RefObject<HTMLUListElement | null>;
}

/** Where the account is logged in. This device logs out in the account menu. */
export function SessionList({ sessions, isBusy, onEnd, ref }: Props) {
  return (
    // It gets focus when a row with a focused button has gone.
    <ul ref={ref} tabIndex={-1} aria-label={t.account.sessionsTitle} className={rows.rows}>
      {sessions.map((session) => (
        <li key={session.id}>
          <span className={rows.what}>
            {nameOf(session)}{' '}
            {session.current && <span className={rows.detail}>({parts.sessions.current})</span>}
            <span className={rows.detail}>
              {session.address && `${session.address}, `}
              {parts.sessions.lastUsed(ago(session.last_seen_at))}
            </span>
          </span>
          {!session.current && (
            <Button
              look="quiet"
              aria-label={parts.sessions.endLabel(nameOf(session))}
              disabled={isBusy}
              onClick={() => onEnd(session)}
            >
              {parts.sessions.end}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The device, such as `Firefox on Windows`. */
export function nameOf({ device }: AccountSession): string {
  return device ?? parts.sessions.unknown;
}
