import pino, { type DestinationStream } from 'pino';
import { LOG_FIELDS, type Log } from './ports.ts';

/** Characters of log kept while they cannot be written; more is dropped. */
const BACKLOG = 1024 * 1024;
const fieldNames: ReadonlySet<string> = new Set(LOG_FIELDS);

/** Standard error, without waiting for it. */
export function openLogStream(): DestinationStream {
  const destination = pino.destination({ dest: 2, sync: false, maxLength: BACKLOG });
  // A log that cannot be written (its disk is full) must stop neither the server nor its end: pino would try again for ever.
  destination.on('error', () => {
    destination.flushSync = () => {};
  });
  return destination;
}

/** One JSON object a line: an event and fields of the closed list. Whatever else somebody passes by a cast is left out. */
export function createLog(level: 'debug' | 'info' | 'error', stream: DestinationStream): Log {
  const logger = pino({ name: 'linkseat-server', level, messageKey: 'event' }, stream);
  return (severity, event, fields = {}) => {
    logger[severity](Object.fromEntries(Object.entries(fields).filter(([name]) => fieldNames.has(name))), event);
  };
}
