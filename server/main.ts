import process from 'node:process';
import { seedDemo } from './demo-people.ts';
import { createLog, openLogStream } from './log.ts';
import { parseCommandLine, USAGE, type CommandLine } from './options.ts';
import { exitCodes } from './exit-codes.ts';
import { explain, NO_STAFF, shownDatabase, type Explanation } from './problems.ts';
import type { Secrets } from './sign-in/secrets.ts';
import { startServer, type RunningServer } from './start-server.ts';
import type { ServerStore } from './store/store.ts';
import { readTlsPair } from './tls-files.ts';

/** A commit on a database that hangs is given up after 12 s; whatever keeps the server longer will not end by itself. */
const CLOSE_MS = 15_000;

async function run(line: CommandLine): Promise<void> {
  const { host, port, dataFolder, database, quiet, restored, demo, metricsPort, tls, limits } = line;
  const log = createLog(quiet ? 'error' : 'info', openLogStream());
  const pair = tls && readTlsPair(tls);
  if (pair && !pair.ok) return refuse(explain({ problem: 'tlsUnusable', detail: pair.detail }, line));
  const prepare = demo ? { prepare: (store: ServerStore, secrets: Secrets) => seedDemo(store.staff, secrets) } : {};
  const place = { dataFolder, database, restored, ...prepare };
  const replaced = (): void => {
    process.exitCode = exitCodes.replaced;
    process.emit('SIGTERM');
  };
  const ports = { port, metricsPort };
  const started = await startServer({ host, ...ports, tls: pair?.value ?? null, ...place, limits, replaced, log });
  if (!started.ok) return refuse(explain(started, line));
  const { url, epoch, renew, noStaff } = started.value;
  endInOrder(line, started.value);
  process.on('SIGHUP', () => {
    // Without TLS there is nothing to read again, and the signal says that the terminal is gone.
    if (!tls) return void process.emit('SIGTERM');
    const renewed = readTlsPair(tls);
    if (renewed.ok) renew(renewed.value);
    log(renewed.ok ? 'info' : 'error', renewed.ok ? 'tls.renewed' : 'tls.notRenewed', {
      detail: renewed.ok ? null : renewed.detail,
    });
  });
  if (noStaff) process.stderr.write(`${NO_STAFF}\n`);
  // One line for whoever started it; nothing else goes to stdout.
  const shownPlace = database === null ? { dataFolder } : { database: shownDatabase(database) };
  const opened = { port: started.value.port, metricsPort: started.value.metricsPort };
  process.stdout.write(`${JSON.stringify({ ready: true, url, ...opened, ...shownPlace, epoch, pid: process.pid })}\n`);
}

function refuse({ code, words }: Explanation): void {
  process.stderr.write(`${words}\n`);
  process.exitCode = code;
}

function endInOrder({ withParent }: CommandLine, { close }: RunningServer): void {
  let closing = false;
  const leave = (): void => {
    if (closing) return;
    closing = true;
    if (withParent) process.stdin.destroy();
    setTimeout(() => process.exit(exitCodes.forced), CLOSE_MS).unref();
    void close();
  };
  process.on('SIGINT', leave);
  process.on('SIGTERM', leave);
  if (withParent) {
    process.stdin.on('close', leave).on('error', leave).resume();
  }
}

const line = parseCommandLine(process.argv.slice(2), process.env.LINKSEAT_DATABASE);
if ('wrong' in line) {
  process.stderr.write(`参数不对：${line.wrong}\nBad option: ${line.wrong}\n${USAGE}\n`);
  process.exitCode = exitCodes.usage;
} else {
  await run(line.value);
}
