import { useEffect, useId, useRef, useState } from 'react';
import { t } from '../texts/index.js';
import { type ItemActions, ItemRow } from './item-row.js';
import type { ShownItem } from './operations.js';
import styles from './item-list.module.css';

/** Rows that are there at once; more follow before anybody gets to the last one. */
const STEP = 40;
const AHEAD = '1200px';

interface Props {
  title: string;
  items: ShownItem[];
  /** What was searched for: another list begins at its top again. */
  query: string;
  actions: ItemActions;
}

/** A list under its heading and with its count. However long it is, it begins at once. */
export function ItemList({ title, items, query, actions }: Props) {
  const heading = useId();
  const [grown, setGrown] = useState({ query, rows: STEP });
  const limit = grown.query === query ? grown.rows : STEP;
  const isCut = items.length > limit;
  return (
    <section className={styles.section} aria-labelledby={heading}>
      <h2 id={heading}>
        {title} <span className={styles.count}>{t.items.count(items.length)}</span>
      </h2>
      <ul className={styles.list}>
        {items.slice(0, limit).map((item) => (
          <ItemRow key={item.id} item={item} actions={actions} />
        ))}
      </ul>
      {isCut && <More key={limit} onNear={() => setGrown({ query, rows: limit + STEP })} />}
    </section>
  );
}

/** Calls once it comes near to what is on screen. */
function More({ onNear }: { onNear: () => void }) {
  const mark = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && onNear(),
      { rootMargin: AHEAD },
    );
    observer.observe(mark.current!);
    return () => observer.disconnect();
  });
  return <div ref={mark} className={styles.more} />;
}
