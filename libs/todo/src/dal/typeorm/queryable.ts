/** Whatever of TypeORM runs statements: the data source, or a transaction. */
export interface Queryable {
  query(sql: string, parameters: unknown[]): Promise<unknown>;
}
