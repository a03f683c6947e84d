import process from 'node:process';
import pino from 'pino';
import { seedDemo } from './demo-people.ts';
import { parseCommandLine, USAGE, type CommandLine } from './options.ts';
import { EXIT_USAGE, explain, NO_STAFF, shownDatabase } from './problems.ts';
import type { Log } from './ports.ts';
import type { Secrets } from './sign-in/secrets.ts';
import { startServer } from './start-server.ts';
import type { ServerStore } from './store/store.ts';

/** Characters of log kept while they cannot be written; more is dropped. */
const LOG_BACKLOG = 1024 * 1024;

function createLog(quiet: boolean): Log {
  const destination = pino.destination({ dest: 2, sync: false, maxLength: LOG_BACKLOG });
  // A log that cannot be written (its disk is full) must stop neither the server nor its end: pino would try again for ever.
  destination.on('error', () => {
    destination.flushSync = () => {};
  });
  const logger = pino({ name: 'linkseat-server', level: quiet ? 'error' : 'info' }, destination);
  return (level, event, fields) => logger[level](fields ?? {}, event);
}

async function run(line: CommandLine): Promise<void> {
  const { host, port, dataFolder, database, quiet, restored, demo, withParent, limits } = line;
  const prepare = demo ? { prepare: (store: ServerStore, secrets: Secrets) => seedDemo(store.staff, secrets) } : {};
  const started = await startServer({
    host,
    port,
    dataFolder,
    database,
    restored,
    limits,
    ...prepare,
    log: createLog(quiet),
  });
  if (!started.ok) {
    const { code, words } = explain(started, line);
    process.stderr.write(`${words}\n`);
    process.exitCode = code;
    return;
  }
  const { url, close, epoch, noStaff, ...rest } = started.value;
  let closing = false;
  const leave = (): void => {
    if (closing) return;
    closing = true;
    if (withParent) process.stdin.destroy();
    void close();
  };
  process.on('SIGINT', leave);
  process.on('SIGTERM', leave);
  if (withParent) {
    process.stdin.on('close', leave).on('error', leave).resume();
  }
  // One line for whoever started it; nothing else goes to stdout.
  const place = database === null ? { dataFolder } : { database: shownDatabase(database) };
  if (noStaff) process.stderr.write(`${NO_STAFF}\n`);
  process.stdout.write(`${JSON.stringify({ ready: true, url, port: rest.port, ...place, epoch, pid: process.pid })}\n`);
}

const line = parseCommandLine(process.argv.slice(2), process.env.LINKSEAT_DATABASE);
if ('wrong' in line) {
  process.stderr.write(`参数不对：${line.wrong}\nBad option: ${line.wrong}\n${USAGE}\n`);
  process.exitCode = EXIT_USAGE;
} else {
  await run(line.value);
}
