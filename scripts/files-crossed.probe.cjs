// Loaded into an app by scripts/files-crossed.mjs: reports which functions ran between two
// messages.
const { Session } = require('node:inspector');

const session = new Session();
session.connect();
const post = (method, params) =>
  new Promise((resolve, reject) => {
    session.post(method, params, (error, result) => (error ? reject(error) : resolve(result)));
  });

process.on('message', async (message) => {
  if (message === 'start') {
    await post('Profiler.enable');
    await post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    process.send({ started: true });
    return;
  }
  const { result } = await post('Profiler.takePreciseCoverage');
  await post('Profiler.stopPreciseCoverage');
  process.send({
    files: result.filter(({ functions }) => functions.some(ran)).map(({ url }) => url),
  });
});

/** A function of a module, not the module itself, which has no name. */
function ran({ functionName, ranges }) {
  return functionName !== '' && ranges[0].count > 0;
}
