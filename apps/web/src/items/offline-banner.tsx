import { onlineManager } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useStore } from '../store.js';
import { t } from '../texts/index.js';
import { Button } from '../ui/button.js';
import { OfflineIcon } from '../ui/icons.js';
import { Notice } from '../ui/notice.js';
import { findServer, isServerLost } from './connection.js';

const subscribe = (listener: () => void) => onlineManager.subscribe(listener);

/** Explains what happens to changes while the browser is offline or the server unreachable. */
export function OfflineBanner() {
  const isOnline = useSyncExternalStore(subscribe, () => onlineManager.isOnline());
  const isLost = useStore(isServerLost);
  if (isOnline && !isLost) return null;
  const { title, text } = isLost ? t.serverLost : t.offline;
  return (
    <Notice tone="info">
      <OfflineIcon />
      <span>
        <strong>{title}</strong> {text}
      </span>
      {isLost && <Button onClick={findServer}>{t.tryAgain}</Button>}
    </Notice>
  );
}
