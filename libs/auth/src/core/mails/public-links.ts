import { linkToPage } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { authErrors } from '../../auth.errors.js';

/** Links to the page, under the public address of the product. */
export class PublicLinks {
  /** @param origin such as `https://todo.example.com`; read for each link; `undefined` if there is none */
  constructor(private readonly origin: () => string | undefined) {}

  /** Such as `https://todo.example.com`, without a path; `undefined` if there is no public address. */
  get home(): string | undefined {
    const origin = this.origin();
    return origin === undefined ? undefined : new URL(origin).origin;
  }

  /**
   * A link to a path of the page, as `linkToPage` makes it.
   *
   * @param path such as `/reset-password`
   * @throws ServiceError `links_off` if there is no public address
   */
  link(path: string, token?: string): string {
    const { home } = this;
    if (home === undefined) throw new ServiceError(authErrors.links_off);
    return linkToPage(home, path, token);
  }
}
