import type { ReactNode } from 'react';
import styles from './notice.module.css';

/** A message above a form. Screen readers announce an `alert` at once. */
export function Notice({ tone, children }: { tone: 'info' | 'alert'; children: ReactNode }) {
  return (
    <div
      className={`${styles.notice} ${styles[tone]}`}
      role={tone === 'alert' ? 'alert' : 'status'}
    >
      {children}
    </div>
  );
}
