/** Links to the page, under the public address of the product. */
export class PublicLinks {
  /** @param origin such as `https://todo.example.com`; read for each link */
  constructor(private readonly origin: () => string) {}

  /** Such as `https://todo.example.com`, without a path. */
  get home(): string {
    return new URL(this.origin()).origin;
  }

  /**
   * A link to a path of the page, which reads the token. It is in the fragment: browsers send that to
   * no server, so no log, proxy or scanner of links gets it.
   *
   * @param path such as `/reset-password`
   */
  link(path: string, token?: string): string {
    const url = new URL(path, this.origin());
    if (token !== undefined) url.hash = new URLSearchParams({ token }).toString();
    return url.href;
  }
}
