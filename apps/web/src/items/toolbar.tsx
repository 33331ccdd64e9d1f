import { type ChangeEvent, useRef } from 'react';
import { navigate } from '../location.js';
import { t } from '../texts/index.js';
import { IconButton } from '../ui/button.js';
import { CrossIcon, SearchIcon } from '../ui/icons.js';
import { Link } from '../ui/link.js';
import { filterAddress, type Shown } from './filter.js';
import styles from './toolbar.module.css';

interface Props {
  shown: Shown;
  query: string;
  /** `undefined` until they are loaded. */
  counts: Record<Shown, number> | undefined;
}

/** Filters and searches the lists. Both are part of the address. */
export function Toolbar({ shown, query, counts }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const find = (text: string) => navigate(filterAddress(shown, text), { replace: true });
  const clear = () => {
    find('');
    field.current?.focus();
  };
  return (
    <div className={styles.toolbar}>
      <nav className={styles.tabs} aria-label={t.items.show}>
        {(['all', 'pending', 'done'] as const).map((each) => (
          <Link
            key={each}
            href={filterAddress(each, query)}
            aria-current={each === shown ? 'page' : undefined}
          >
            {t.items[each]} {counts && <span className={styles.count}>{counts[each]}</span>}
          </Link>
        ))}
      </nav>
      <search className={styles.search}>
        <SearchIcon />
        <input
          ref={field}
          type="search"
          aria-label={t.items.search}
          placeholder={t.items.searchPlaceholder}
          autoComplete="off"
          value={query}
          onChange={(event: ChangeEvent<HTMLInputElement>) => find(event.target.value)}
          onKeyDown={(event) => event.key === 'Escape' && clear()}
        />
        {query && (
          <IconButton label={t.items.clearSearch} onClick={clear}>
            <CrossIcon />
          </IconButton>
        )}
      </search>
    </div>
  );
}
