/* PouchDB's own server, with its data on the disk. `<folder>`, forked with a channel. CommonJS, as its packages are. */
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const express = require('express');
const PouchDB = require('pouchdb');

const folder = process.argv[2] ?? '.';
const stored = path.join(folder, 'pouchdb-server');
fs.mkdirSync(stored, { recursive: true });
const Kept = PouchDB.defaults({ prefix: `${stored}${path.sep}` });
const app = express();
app.use(
  require('express-pouchdb')(Kept, {
    mode: 'minimumForPouchDB',
    inMemoryConfig: true,
    logPath: path.join(folder, 'pouchdb.log'),
  }),
);
const server = http.createServer(app).listen(0, '127.0.0.1', () => process.send(server.address().port));
process.on('disconnect', () => process.exit(0));
