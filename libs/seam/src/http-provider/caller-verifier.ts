/** Recognizes the context that sends a request. */
export abstract class CallerVerifier {
  /**
   * The context that a token names.
   *
   * @param audience the context that is called
   * @throws if the token is not valid now, for this audience
   */
  abstract verify(token: string, audience: string): Promise<string> | string;
}
