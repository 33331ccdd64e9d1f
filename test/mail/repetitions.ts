/** Which of these ids of mails are not noted as sent. */
export type FindUnnoted = (ids: readonly string[]) => Promise<string[]>;

/**
 * Explains mails that a mail server gets more than once. Only a kill can cause that: it meets the mails that
 * the server has, and whose acceptance is not noted. Each of them may be sent once more, until the next kill.
 */
export class Repetitions {
  private readonly times = new Map<string, number>();
  /** What the server got since the last kill. */
  private readonly recent = new Set<string>();
  /** What a kill has met, and the server has not got again. */
  private readonly uncertain = new Set<string>();
  /** How many mails each kill has met. */
  readonly met: number[] = [];
  /** Mails that were repeated without a kill that met them. */
  readonly unexplained: string[] = [];

  constructor(private readonly findUnnoted: FindUnnoted) {}

  /** Notes that the server has the whole mail. */
  got(id: string): void {
    const times = this.times.get(id) ?? 0;
    if (times > 0 && !this.uncertain.delete(id)) this.unexplained.push(id);
    this.times.set(id, times + 1);
    this.recent.add(id);
  }

  /**
   * Notes a kill after it has ended all connections to the server, and before there are others: after that no
   * mail of before can arrive, nor can one be repeated yet.
   */
  async kill(): Promise<void> {
    const recent = [...this.recent];
    this.recent.clear();
    const unnoted = await this.findUnnoted(recent);
    for (const id of unnoted) this.uncertain.add(id);
    this.met.push(unnoted.length);
  }

  /** How many mails came again once, twice, and so on. */
  get counts(): number[] {
    const all = [...this.times.values()].map((times) => times - 1);
    const most = Math.max(0, ...all);
    return Array.from({ length: most }, (_, i) => all.filter((each) => each === i + 1).length);
  }
}
