/** Lets equal calls that run at the same time share one result. */
export class SingleFlight<T> {
  private readonly flights = new Map<string, Promise<T>>();

  /** The result of `call`, or of a running one with the same key. Each caller gets a copy. */
  async share(key: string, call: () => Promise<T>): Promise<T> {
    return structuredClone(await (this.flights.get(key) ?? this.begin(key, call)));
  }

  private begin(key: string, call: () => Promise<T>): Promise<T> {
    const flight = call().finally(() => this.flights.delete(key));
    this.flights.set(key, flight);
    return flight;
  }
}
