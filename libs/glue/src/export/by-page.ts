/**
 * All rows of a list that is read page by page, so that memory is bounded however many there are. Yields pages,
 * not rows: an asynchronous step per row would take longer than the row itself.
 *
 * @param read the rows after the given one, or the first ones; fewer than `size` are the last ones
 */
export async function* byPage<Row, Answer>(
  size: number,
  read: (last: Row | undefined, size: number) => Promise<readonly Row[]>,
  toAnswer: (row: Row) => Answer,
): AsyncGenerator<Answer[]> {
  let last: Row | undefined;
  for (;;) {
    const page = await read(last, size);
    if (page.length > 0) yield page.map(toAnswer);
    if (page.length < size) return;
    last = page.at(-1);
  }
}
