import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { CHECKOUT } from './checkout.js';

/** One instruction, without its flags: `CMD`, and its arguments. */
export interface Instruction {
  keyword: string;
  /** `--from=build` is `{ from: 'build' }`. */
  flags: Record<string, string>;
  text: string;
}

/** A stage: it begins with `FROM`. */
export interface Stage {
  name: string;
  /** Another stage, or an image. */
  from: string;
  instructions: Instruction[];
}

/** `COPY`, with paths relative to the working directory, which is the same in all stages. */
export interface Copy {
  /** The stage that it copies from, or the checkout. */
  from: string | undefined;
  sources: string[];
  target: string;
}

/** The parts of a Dockerfile that this project uses. */
export class Dockerfile {
  private constructor(readonly stages: Stage[]) {}

  static async read(): Promise<Dockerfile> {
    return Dockerfile.parse(await readFile(join(CHECKOUT, 'Dockerfile'), 'utf8'));
  }

  static parse(text: string): Dockerfile {
    const stages: Stage[] = [];
    for (const instruction of instructions(text)) {
      if (instruction.keyword === 'FROM') {
        const [from, , name] = instruction.text.split(' ');
        if (!from || !name) throw new Error(`a stage without a name: FROM ${instruction.text}`);
        stages.push({ name, from, instructions: [] });
      } else {
        const stage = stages.at(-1);
        if (!stage) throw new Error(`${instruction.keyword} is before the first FROM`);
        stage.instructions.push(instruction);
      }
    }
    return new Dockerfile(stages);
  }

  /** The base image of a stage. */
  imageOf(name: string): string {
    return this.lineage(name)[0]!.from;
  }

  /** All instructions of a stage, those of the stages below it first. */
  instructionsOf(name: string, ...keywords: string[]): Instruction[] {
    const all = this.lineage(name).flatMap((stage) => stage.instructions);
    return all.filter(({ keyword }) => keywords.length === 0 || keywords.includes(keyword));
  }

  /** The last instruction of a kind, which is the one that counts. */
  last(name: string, keyword: string): Instruction {
    const found = this.instructionsOf(name, keyword).at(-1);
    if (!found) throw new Error(`${name} has no ${keyword}`);
    return found;
  }

  copiesOf(name: string): Copy[] {
    const workingDirectory = this.last(name, 'WORKDIR').text;
    return this.instructionsOf(name, 'COPY').map(({ flags, text }) => {
      const paths = text.split(' ').map((path) => posix.normalize(path).replace(/(.)\/$/, '$1'));
      const relative = (path: string) =>
        path.startsWith('/') ? posix.relative(workingDirectory, path) : path;
      const target = relative(paths.pop()!);
      return { from: flags['from'], sources: paths.map(relative), target };
    });
  }

  /** The variables that an image sets. */
  environmentOf(name: string): Record<string, string> {
    const pairs = this.instructionsOf(name, 'ENV').flatMap(({ text }) => text.split(/ +/));
    return Object.fromEntries(
      pairs.map((pair) => {
        const [variable, ...value] = pair.split('=');
        return [variable!, value.join('=')];
      }),
    );
  }

  /** The stage and those below it, the lowest first. */
  private lineage(name: string): Stage[] {
    const stage = this.stages.find((each) => each.name === name);
    if (!stage) throw new Error(`the Dockerfile has no stage ${name}`);
    const below = this.stages.some((each) => each.name === stage.from);
    return [...(below ? this.lineage(stage.from) : []), stage];
  }
}

/**
 * The arguments of an exec form, such as `["node", "main.js"]`.
 *
 * @throws Error for the shell form, in which a shell gets the signals.
 */
export function execForm(text: string): string[] {
  if (!text.startsWith('[')) throw new Error(`not the exec form: ${text}`);
  return JSON.parse(text) as string[];
}

function instructions(text: string): Instruction[] {
  const lines = text.split('\n').filter((line) => !/^\s*(#|$)/.test(line));
  const whole = lines.join('\n').replace(/\\\n\s*/g, '');
  return whole.split('\n').map((line) => {
    const [, keyword, flags, rest] = /^(\w+)((?:\s+--[\w-]+=\S+)*)\s+(.*)$/.exec(line) ?? [];
    if (!keyword) throw new Error(`no instruction: ${line}`);
    const pairs = [...flags!.matchAll(/--([\w-]+)=(\S+)/g)].map(([, name, value]) => [name, value]);
    return {
      keyword: keyword.toUpperCase(),
      flags: Object.fromEntries(pairs) as Record<string, string>,
      text: rest!.trim(),
    };
  });
}
