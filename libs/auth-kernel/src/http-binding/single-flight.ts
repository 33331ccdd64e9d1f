/** Shares one result among equal concurrent calls. */
export class SingleFlight<T> {
  private readonly flights = new Map<string, Promise<T>>();

  /** The result of `call`, or of a running call with the same key. Each caller gets a copy. */
  async share(key: string, call: () => Promise<T>): Promise<T> {
    return structuredClone(await (this.flights.get(key) ?? this.begin(key, call)));
  }

  private begin(key: string, call: () => Promise<T>): Promise<T> {
    const flight = call().finally(() => this.flights.delete(key));
    this.flights.set(key, flight);
    return flight;
  }
}
