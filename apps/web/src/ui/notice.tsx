import type { ReactNode } from 'react';
import styles from './notice.module.css';

/** A word to the person above what they are doing. An `alert` is read out at once. */
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
