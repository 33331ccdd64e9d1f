interface Run {
  now: Promise<void>;
  next?: Promise<void>;
}

/** Runs work once at a time for a key. Calls during a run share the next one. */
export class OneAtATime<Key> {
  private readonly runs = new Map<Key, Run>();

  run(key: Key, work: () => Promise<void>): Promise<void> {
    const current = this.runs.get(key);
    if (!current) return this.start(key, work);
    const start = () => this.start(key, work);
    return (current.next ??= current.now.then(start, start));
  }

  private start(key: Key, work: () => Promise<void>): Promise<void> {
    const run: Run = { now: work() };
    this.runs.set(key, run);
    const forget = () => void (run.next ?? this.runs.delete(key));
    run.now.then(forget, forget);
    return run.now;
  }
}
