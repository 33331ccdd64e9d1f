/** Makes the tokens with which a context calls others. */
export abstract class CallerTokens {
  /** A token for the context `audience`. */
  abstract token(audience: string): Promise<string> | string;
}
