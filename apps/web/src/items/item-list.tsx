import { useEffect, useId, useRef, useState } from 'react';
import { t } from '../texts/index.js';
import { type ItemActions, ItemRow } from './item-row.js';
import type { ShownItem } from './operations.js';
import styles from './item-list.module.css';

/** Rows rendered at first. More follow before the last one scrolls into view. */
const STEP = 40;
const AHEAD = '1200px';

interface Props {
  title: string;
  items: ShownItem[];
  /** The search query. Another query starts at the top again. */
  query: string;
  actions: ItemActions;
}

/** A list with its heading and count. A long one renders in steps. */
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

/** Calls back when the element is near the viewport. */
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
