import { createRequire } from 'node:module';
import { join } from 'node:path';
import { NEW_CONTEXT } from './new-context.js';
import { FORBIDDEN_CODE, FORBIDDEN_IMPORTS, type PlantedViolation } from './planted-violations.js';
import { ProjectCopy, ROOT } from './project-copy.js';
import { cruise, type Finding, lint } from './tools.js';

const LIMIT_MS = 400_000;
const names = (planted: PlantedViolation[]) => new Set(planted.map(({ rule }) => rule));

/** The rules that report the file of a planted violation. */
function rulesAgainst({ file }: PlantedViolation, findings: Finding[]): string[] {
  return [...new Set(findings.filter((each) => each.file === file).map(({ rule }) => rule))];
}

describe('the architecture', () => {
  let copy: ProjectCopy;
  let inNewContext: Finding[];
  let inImports: Finding[];
  let inCode: Finding[];

  beforeAll(async () => {
    copy = await ProjectCopy.make();
    for (const [file, code] of Object.entries(NEW_CONTEXT)) await copy.plant(file, code);
    const found = await cruise(copy.folder, Object.keys(NEW_CONTEXT));
    inNewContext = found.filter(({ file }) => file in NEW_CONTEXT);

    for (const { file, code } of FORBIDDEN_IMPORTS) await copy.plant(file, code);
    for (const { file, code } of FORBIDDEN_CODE) await copy.plant(file, code);
    [inImports, inCode] = await Promise.all([
      cruise(copy.folder),
      lint(
        copy.folder,
        FORBIDDEN_CODE.map(({ file }) => file),
      ),
    ]);
  }, LIMIT_MS);

  afterAll(() => copy.remove());

  it(
    'has no violation',
    async () => {
      expect((await cruise(ROOT)).map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
    },
    LIMIT_MS,
  );

  it('accepts a new context without a change of its rules', () => {
    expect(inNewContext).toEqual([]);
  });

  it.each(FORBIDDEN_IMPORTS)('refuses by $rule, in $file, $code', (planted) => {
    expect(rulesAgainst(planted, inImports)).toEqual([planted.rule]);
  });

  it.each(FORBIDDEN_CODE)('refuses by $rule, in $file, $code', (planted) => {
    expect(rulesAgainst(planted, inCode)).toEqual([planted.rule]);
  });

  it('tests every restriction of ESLint', async () => {
    const { default: config } = (await import(join(ROOT, 'eslint.config.mjs'))) as {
      default: { rules?: object }[];
    };
    const restrictions = JSON.stringify(config.map(({ rules }) => rules)).matchAll(
      /"message":"(.*?)"/g,
    );
    const said = inCode.map(({ message }) => message).join('\n');
    for (const [, message] of restrictions) expect(said).toContain(message);
    expect.hasAssertions();
  });

  it('tests every rule', () => {
    const { forbidden } = createRequire(import.meta.url)(join(ROOT, '.dependency-cruiser.cjs')) as {
      forbidden: { name: string; comment?: string }[];
    };
    expect(new Set(forbidden.map(({ name }) => name))).toEqual(names(FORBIDDEN_IMPORTS));
    expect(forbidden.filter(({ comment }) => !comment)).toEqual([]);
  });
});
