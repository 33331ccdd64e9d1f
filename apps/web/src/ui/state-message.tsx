import type { ReactNode } from 'react';
import styles from './state-message.module.css';

interface Props {
  icon: ReactNode;
  title: string;
  text: string;
  /** What to do about it. */
  children?: ReactNode;
}

/** Replaces a list: why there is none, and what to do. */
export function StateMessage({ icon, title, text, children }: Props) {
  return (
    <div className={styles.message}>
      <span className={styles.icon}>{icon}</span>
      <p className={styles.title}>{title}</p>
      <p className={styles.text}>{text}</p>
      {children}
    </div>
  );
}
