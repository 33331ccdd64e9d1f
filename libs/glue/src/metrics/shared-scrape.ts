/** Shorter than any interval of Prometheus. */
const REUSED_MS = 1_000;

/**
 * Collects once for all scrapers that ask at the same time, or within a second afterwards. A failure
 * is not kept.
 */
export function sharedScrape(
  collect: () => Promise<string>,
  now = () => performance.now(),
): () => Promise<string> {
  let latest: { text: Promise<string>; until: number } | undefined;
  return () => {
    if (latest && latest.until > now()) return latest.text;
    const scrape = { text: collect(), until: Infinity };
    latest = scrape;
    scrape.text.then(
      () => (scrape.until = now() + REUSED_MS),
      () => (scrape.until = -Infinity),
    );
    return scrape.text;
  };
}
