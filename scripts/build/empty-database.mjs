// Makes an empty embedded database in the folder that is given: libs/glue/src/db/data-directory.ts
// copies it at the first start of an app.
import { PGlite } from '@electric-sql/pglite';

const [dataDir] = process.argv.slice(2);
await (await PGlite.create({ dataDir })).close();
process.exit(0);
