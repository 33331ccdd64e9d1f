import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The Node options of a checkout's `npm start`: in bin/seam, earlier in package.json. */
export function optionsOf(folder: string): string[] {
  const launcher = join(folder, 'bin/seam');
  const file = existsSync(launcher) ? launcher : join(folder, 'package.json');
  const [command] = /exec node .*/.exec(readFileSync(file, 'utf8'))!;
  return command.split(/[\s"]/).filter((word) => word.startsWith('--'));
}
