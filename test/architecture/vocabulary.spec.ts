import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './project-copy.js';

/** Names that git ignores. */
const IGNORED =
  /^(?:\.git|\.data|\.dist.*|dist|node_modules|coverage|results|screenshots|\.env|tasks\.json.*|.*\.log)$/;
/** Decisions before 0063, which stay as they are, generated files, texts of others, and this list. */
const EXEMPT =
  /^docs\/decisions\/(?:README|00[0-5]\d|006[0-2])|^test\/deployment\/compose-spec\/|^package-lock|vocabulary\.spec\.ts$|\.(?:br|gz|ico|png|webp|woff2)$/;
/** The standard term of fault injection tests: their scripts, files and folders. */
const FAULT_TESTS =
  /test:faults|fault-spec|test\/faults|suite 'faults'|part 'faults'|fault.tests?\b/gi;
const FAULT_FILES = /^docs\/(?:reliability|glossary)\.md$|^test\/(?:faults|upgrade)\//;
/** House words; docs/glossary.md has the terms to use instead. */
const BANNED = [
  ...['away', 'whoever', 'mend', 'mends', 'mended', 'mending', 'somebody', 'everybody', 'nobody'],
  ...['anybody', 'let go', 'lets go', 'lands?', 'landed', 'bridge[sd]?', 'faults?', 'dear'],
  ...[
    '(?:un)?tether(?:ed|s)?',
    'whose it is',
    'of theirs',
    'for ever',
    'goes on',
    'lately',
    'dangles?',
  ],
  ...['looks? at', 'looked at', '(?:is|are|be|was|were) told', 'comes', 'it is that'],
];
const WORD = new RegExp(`(?<![a-z])(?:${BANNED.join('|')})(?![a-z])`, 'gi');

/** The banned words of a text, also within `camelCase` and `snake_case`. */
function bannedIn(file: string, text: string): string[] {
  const current = file === 'CHANGELOG.md' ? text.split('\n## [0.1.0]')[0]! : text;
  const words = current.replace(FAULT_TESTS, '').replace(/([a-z0-9])([A-Z])/g, '$1 $2');
  const found = words.match(WORD)?.map((word) => word.toLowerCase()) ?? [];
  return FAULT_FILES.test(file) ? found.filter((word) => !word.startsWith('fault')) : found;
}

function filesIn(path: string): string[] {
  if (!statSync(join(ROOT, path)).isDirectory()) return [path];
  return namesIn(path).flatMap((name) => filesIn(`${path}/${name}`));
}

function namesIn(path: string): string[] {
  return readdirSync(join(ROOT, path)).filter((name) => !IGNORED.test(name));
}

describe('the vocabulary', () => {
  it.each(namesIn('.'))('has no house words in %s', (path) => {
    const found = filesIn(path)
      .filter((file) => !EXEMPT.test(file))
      .map((file) => [file, bannedIn(file, readFileSync(join(ROOT, file), 'utf8'))] as const);
    expect(found.filter(([, words]) => words.length > 0)).toEqual([]);
  });

  it.each([
    ['libs/a.ts', '// Redis is away, and nobody knows.', ['away', 'nobody']],
    ['libs/a.ts', 'const toMend = new PeerFault();', ['mend', 'fault']],
    ['docs/reliability.md', 'While a fault lasts, it is told.', ['is told']],
    ['CHANGELOG.md', '- Repairs.\n## [0.1.0]\n- Mends.', []],
    ['package.json', '"test:faults": "always the default landing bridgehead"', []],
  ])('in %s: %s', (file, text, words) => {
    expect(bannedIn(file, text)).toEqual(words);
  });
});
