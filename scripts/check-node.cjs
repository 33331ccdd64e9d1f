// Ends the process with one line if Node is too old. It runs before all other code, and is written
// in the oldest JavaScript: a Node can only explain what it can parse.
(function () {
  var NEEDED = '^20.19.0 || ^22.13.0 || >=24.11.0'; // same as in package.json
  var WORDS = '20 (from 20.19), 22 (from 22.13), or 24 (from 24.11) and later';

  function numbers(version) {
    return version.split('.').map(function (part) {
      return parseInt(part, 10);
    });
  }

  function accepts(range) {
    var least = numbers(range.replace(/^\D+/, ''));
    var running = numbers(process.versions.node);
    if (range.charAt(0) === '^' && running[0] !== least[0]) return false;
    for (var i = 0; i < least.length; i++) {
      if (running[i] !== least[i]) return running[i] > least[i];
    }
    return true;
  }

  if (NEEDED.split(' || ').some(accepts)) return;
  console.error('Node.js ' + WORDS + ' is required, not ' + process.versions.node + '.');
  process.exit(1);
})();
