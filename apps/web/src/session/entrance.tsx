import { type ReactNode, useEffect, useRef } from 'react';
import { t } from '../texts/index.js';
import { Brand } from '../ui/brand.js';
import { Notice } from '../ui/notice.js';
import styles from './entrance.module.css';

interface Props {
  title: string;
  /** A link to another screen, such as log in or register. */
  footer: ReactNode;
  children: ReactNode;
}

/** The frame of the screens beside the list, with a title. Focus begins at the heading, unless a field has it. */
export function Entrance({ title, footer, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus();
  }, []);
  useEffect(() => {
    document.title = `${title} – ${t.product}`;
    return () => {
      document.title = t.product;
    };
  }, [title]);
  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <Brand />
        <p className={styles.tagline}>{t.tagline}</p>
      </header>
      <main className={styles.card}>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {!window.isSecureContext && <Notice tone="alert">{t.insecure}</Notice>}
        {children}
      </main>
      <footer className={styles.footer}>{footer}</footer>
    </div>
  );
}
