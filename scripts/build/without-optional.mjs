// For bundles: the optional dependencies of libraries are absent, also where they are installed for
// something else. A start on PostgreSQL took 1.95 s of CPU instead of 1.35 where Nest found the
// microservices that only the benchmark needs.

/** Their names. */
const OPTIONAL = [
  /^@nestjs\/(microservices|websockets|mongoose|platform-express)/,
  /^@fastify\/(csrf-protection|multipart|view)/,
  /^class-(transformer|validator)/,
];
/** Code of packages. */
export const FOREIGN = /[\\/]node_modules[\\/]/;
const ABSENT = '\0absent:';

export const withoutOptional = {
  name: 'without-optional',
  resolveId: {
    filter: { id: OPTIONAL },
    /** Our own code would get what is installed: only libraries ask whether something is. */
    handler: (id, importer) => (FOREIGN.test(importer ?? '') ? ABSENT + id : undefined),
  },
  load: {
    filter: { id: new RegExp(`^${ABSENT}`) },
    handler: (id) => absent(id.slice(ABSENT.length)),
  },
};

/** Code that throws what Node throws for a package that is not installed; libraries read the code. */
function absent(name) {
  const message = JSON.stringify(`Cannot find package '${name}'`);
  return `throw Object.assign(new Error(${message}), { code: 'ERR_MODULE_NOT_FOUND' });`;
}
