/** The part of TypeORM that runs statements: of the data source, or of a transaction. */
export interface Queryable {
  query(sql: string, parameters: unknown[]): Promise<unknown>;
}
