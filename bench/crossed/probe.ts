// Loaded into an app by `npm run files-crossed`. At SIGUSR2 it writes the URLs of the files of which a
// function has run since the last SIGUSR2, by V8's coverage, to the folder FILES_RUN.
import { renameSync, writeFileSync } from 'node:fs';
import { type Profiler, Session } from 'node:inspector';

const session = new Session();
session.connect();
session.post('Profiler.enable');
start();

process.on('SIGUSR2', () => {
  session.post('Profiler.takePreciseCoverage', (error, answer) => {
    if (error) throw error;
    const scripts = answer.result.filter(({ functions }) => functions.some(hasRun));
    const file = `${process.env['FILES_RUN']}/${process.pid}`;
    writeFileSync(`${file}.part`, JSON.stringify(scripts.map(({ url }) => url)));
    renameSync(`${file}.part`, file);
  });
  // Optimized code does not count its calls; a start discards it.
  session.post('Profiler.stopPreciseCoverage');
  start();
});

function start(): void {
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
}

/** The module itself is the nameless function at 0; it runs when it is loaded. */
function hasRun({ functionName, ranges: [whole] }: Profiler.FunctionCoverage): boolean {
  return whole!.count > 0 && !(functionName === '' && whole!.startOffset === 0);
}
