import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { roomOf } from './plan.mjs';

/** Of an import or export statement, of `import('…')` in code or in a type, and of `declare module`. */
const SPECIFIER =
  /^(?:import|export)\b[^;'"=]*\bfrom ['"]([^'"]+)['"]|^import ['"]([^'"]+)['"]|\bimport\(['"]([^'"]+)['"]\)|^declare module ['"]([^'"]+)['"]/gm;

/** The packages of npm that compiled files import. */
export function packagesIn(files) {
  const specifiers = [...files.values()].flatMap((text) =>
    [...text.matchAll(SPECIFIER)].map(([, ...found]) => found.find(Boolean)),
  );
  return [...new Set(specifiers.filter(isPackage).map(packageOf))].sort();
}

function isPackage(specifier) {
  return !/^(?:[.#]|node:)/.test(specifier) && !builtinModules.includes(specifier);
}

function packageOf(specifier) {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

const RELATIVE = /(['"])(\.\.?\/[\w./-]+\.js)\1/g;

/**
 * The text of a file with the imports of files that are in the base by name: `#glue/<room>`, or that of
 * the base.
 *
 * @param path of the file below libs/
 */
export function withNamedImports(path, text, { files, base }) {
  return text.replace(RELATIVE, (relative, quote, specifier) => {
    const target = posix.join(posix.dirname(path), specifier);
    if (files.has(target)) return relative;
    const room = roomOf(target);
    return `${quote}#${room ? `glue/${room}` : base}${quote}`;
  });
}
