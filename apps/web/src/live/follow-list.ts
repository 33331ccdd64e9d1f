import { readEvents } from '#client';
import { followItems } from '../api/items.js';
import { Problem } from '../api/problem.js';
import { type ListNews, NewsCollector } from './list-news.js';

/** The pause after a failure, which doubles with each further one up to the maximum. */
const RETRY_MS = 2_000;
const MAX_RETRY_MS = 60_000;
/** The server sends a sign of life each 10 s. */
const SILENCE_MS = 30_000;

export interface ListListener {
  /** The tag of the list that the page has, if it has one. */
  since: () => string | undefined;
  onNews: (news: ListNews) => void;
  /** The session has ended, perhaps. */
  onRefusal: () => void;
}

/** Follows the list until the signal is aborted. */
export async function followList(listener: ListListener, signal: AbortSignal): Promise<void> {
  let pauseMs = RETRY_MS;
  const onRetry = (ms: number) => (pauseMs = ms);
  while (!signal.aborted) {
    await readStream(listener, signal, onRetry).catch((error: unknown) => {
      pauseMs = Math.min(pauseMs * 2, MAX_RETRY_MS);
      if (error instanceof Problem && error.isSessionOver) listener.onRefusal();
    });
    if (signal.aborted) return;
    await pause(pauseMs * (0.75 + Math.random() / 2), signal);
  }
}

/** Reads one stream until it ends, or is silent for too long: a lost connection may say nothing. */
async function readStream(
  { since, onNews }: ListListener,
  signal: AbortSignal,
  onRetry: (ms: number) => void,
): Promise<void> {
  const ended = new AbortController();
  const end = () => ended.abort();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onSign = () => {
    clearTimeout(timer);
    timer = setTimeout(end, SILENCE_MS);
  };
  const collector = new NewsCollector(since());
  signal.addEventListener('abort', end);
  try {
    onSign();
    const { body } = await followItems(collector.tag, ended.signal);
    for await (const event of readEvents(body!, { onRetry, onSign })) {
      const news = collector.add(event);
      if (news) onNews(news);
    }
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
    end(); // also after an error here: the stream would stay open
  }
}

/** Ends early when the browser is online again, or the page is seen again. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const end = () => {
      over.abort();
      resolve();
    };
    setTimeout(end, ms);
    const options = { signal: over.signal };
    signal.addEventListener('abort', end, options);
    window.addEventListener('online', end, options);
    document.addEventListener(
      'visibilitychange',
      () => document.visibilityState === 'visible' && end(),
      options,
    );
  });
}
