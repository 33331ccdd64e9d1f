import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../build/project.mjs';
import { packagesIn } from './imports.mjs';

const project = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** Peers: an application and a package must use the same copy, for Nest's tokens or for types. */
const SHARED = /^(?:@nestjs\/.+|fastify|reflect-metadata|rxjs|zod)$/;
/** Nest loads it; no code imports it. */
const NEEDED_BY_NEST = 'reflect-metadata';

/** The name of a package, in the scope of the project. */
const nameOf = (library) => `@${project.name}/${library}`;

/** The package.json of a package. */
export function manifestOf({ name, entry, rooms, files, isBase, base, more }) {
  const packages = packagesIn(files).filter((each) => !each.startsWith(`@${project.name}/`));
  const shared = packages.filter((each) => SHARED.test(each));
  if (shared.length > 0 || !isBase) shared.push(NEEDED_BY_NEST);
  return {
    name: nameOf(name),
    version: project.version,
    description: `What others may know of a context: ${name}`,
    license: project.license,
    type: 'module',
    engines: project.engines,
    ...more,
    files: ['dist'],
    exports: {
      '.': target(entry),
      ...(isBase &&
        Object.fromEntries(rooms.map((room) => [`./${room}`, target(roomEntry(room))]))),
      './package.json': './package.json',
    },
    imports: {
      ...Object.fromEntries(rooms.map((room) => [`#glue/${room}`, target(roomEntry(room))])),
      ...(!isBase && { '#glue/*': `${nameOf(base)}/*`, [`#${base}`]: nameOf(base) }),
    },
    dependencies: versions(packages.filter((each) => !SHARED.test(each))),
    peerDependencies: {
      ...(!isBase && { [nameOf(base)]: project.version }),
      ...versions(shared.sort()),
    },
  };
}

const roomEntry = (room) => `glue/src/${room}/index`;

function target(path) {
  return { types: `./dist/${path}.d.ts`, default: `./dist/${path}.js` };
}

function versions(packages) {
  return Object.fromEntries(packages.map((name) => [name, versionOf(name)]));
}

function versionOf(name) {
  const version = project.dependencies[name];
  if (!version) throw new Error(`${name} is imported, and is no dependency in package.json`);
  return version;
}
