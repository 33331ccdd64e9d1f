/** The settings of a peer. */
export const settings = {
  port: Number(variable('PORT')),
  databaseUrl: variable('DATABASE_URL'),
  poolSize: Number(variable('POOL_SIZE')),
  jwtSecret: variable('JWT_SECRET'),
};

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}
