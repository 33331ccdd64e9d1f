/** Lets equal calls that are under way at once share one result. */
export class SingleFlight {
  private readonly flights = new Map<string, Promise<unknown>>();

  /**
   * The result of `call`, or of the equal one that is under way. Everybody gets a
   * copy: changing it changes nobody else's.
   */
  async share<T>(key: string, call: () => Promise<T>): Promise<T> {
    const flight = (this.flights.get(key) as Promise<T> | undefined) ?? this.begin(key, call);
    return structuredClone(await flight);
  }

  private begin<T>(key: string, call: () => Promise<T>): Promise<T> {
    const flight = call().finally(() => this.flights.delete(key));
    this.flights.set(key, flight);
    return flight;
  }
}
