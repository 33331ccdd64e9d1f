import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The Node options of a checkout's `npm start`: in the launcher, earlier in package.json. */
export function optionsOf(folder: string): string[] {
  const start = readFileSync(join(folder, 'package.json'), 'utf8');
  const [, launcher] = /exec (bin\/\S+)/.exec(start) ?? [];
  const text = launcher ? readFileSync(join(folder, launcher), 'utf8') : start;
  const [command] = /exec node .*/.exec(text)!;
  return command.split(/[\s"]/).filter((word) => word.startsWith('--'));
}
