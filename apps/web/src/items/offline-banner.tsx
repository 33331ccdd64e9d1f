import { onlineManager } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { t } from '../texts/index.js';
import { OfflineIcon } from '../ui/icons.js';
import { Notice } from '../ui/notice.js';

const subscribe = (listener: () => void) => onlineManager.subscribe(listener);

/** Says what happens to changes as long as there is no connection. */
export function OfflineBanner() {
  const isOnline = useSyncExternalStore(subscribe, () => onlineManager.isOnline());
  if (isOnline) return null;
  return (
    <Notice tone="info">
      <OfflineIcon />
      <span>
        <strong>{t.offline.title}</strong> {t.offline.text}
      </span>
    </Notice>
  );
}
