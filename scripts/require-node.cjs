'use strict';
// Loaded before every script: TypeScript is run directly, which Node below 24 cannot do.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  process.stderr.write(
    `LinkSeat needs Node 24 and this is Node ${process.versions.node}.\n` +
      'On Linux and Windows `npm ci` brings Node 24 as a package and `npm run` uses it: start through `npm run`, not with `node`.\n' +
      'Elsewhere install Node 24 first.\n',
  );
  process.exit(1);
}
