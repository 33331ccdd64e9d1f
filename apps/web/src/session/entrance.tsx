import type { ReactNode } from 'react';
import { t } from '../texts/index.js';
import { Brand } from '../ui/brand.js';
import { Notice } from '../ui/notice.js';
import styles from './entrance.module.css';

interface Props {
  title: string;
  /** A link to the other screen: log in or register. */
  footer: ReactNode;
  children: ReactNode;
}

/** The frame of the login and registration screens. */
export function Entrance({ title, footer, children }: Props) {
  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <Brand />
        <p className={styles.tagline}>{t.tagline}</p>
      </header>
      <main className={styles.card}>
        <h1>{title}</h1>
        {!window.isSecureContext && <Notice tone="alert">{t.insecure}</Notice>}
        {children}
      </main>
      <footer className={styles.footer}>{footer}</footer>
    </div>
  );
}
