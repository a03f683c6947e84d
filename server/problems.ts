import { exitCodes } from './exit-codes.ts';
import type { CommandLine } from './options.ts';
import type { StartProblem } from './start-server.ts';

export const NO_STAFF =
  '还没有任何人员，无法登录：用 npm run staff 建立中心、坐席和人员（演示用 --demo）。 ' +
  'There is nobody yet who could sign in: npm run staff adds centres, seats and people (--demo for a demonstration).';

export type Explanation = { readonly code: number; readonly words: string };

/** Host and name only: the rest of a URL may hold a password. */
export function shownDatabase(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

/** Exit code and words for whatever keeps the server from starting. */
export function explain(problem: StartProblem, line: CommandLine): Explanation {
  const ofDatabase = line.database === null ? null : explainDatabase(problem, shownDatabase(line.database));
  return ofDatabase ?? explainHere(problem, line);
}

function explainDatabase({ problem, detail }: StartProblem, database: string): Explanation | null {
  switch (problem) {
    case 'storeDamaged':
      return {
        code: exitCodes.storeDamaged,
        words:
          `数据库 ${database} 已损坏，未做任何改动；请从备份恢复。 ` +
          `The database ${database} is damaged and was left untouched; restore it from a backup.`,
      };
    case 'storeFull':
      return {
        code: exitCodes.storeFull,
        words: `数据库 ${database} 的磁盘已满。 The disk of the database ${database} is full.`,
      };
    case 'notFound':
      return {
        code: exitCodes.usage,
        words:
          `数据库 ${database} 是空的，没有可恢复的内容；--restored 只在放回备份后使用一次。 ` +
          `The database ${database} holds nothing that was restored; --restored is for the first start after a backup was put back.`,
      };
    case 'busy':
      return {
        code: exitCodes.databaseUnreachable,
        words: `无法连接数据库 ${database}（${detail}）。 Cannot reach the database ${database} (${detail}).`,
      };
    default:
      return null;
  }
}

function explainHere({ problem, detail }: StartProblem, { host, port, dataFolder }: CommandLine): Explanation {
  switch (problem) {
    case 'portTaken':
      return {
        code: exitCodes.portTaken,
        words: `端口 ${port}（${host}）已被其他程序占用，请换一个 --port。 Port ${port} on ${host} is taken; choose another --port.`,
      };
    case 'storeLocked':
      return {
        code: exitCodes.storeLocked,
        words: `数据文件夹 ${dataFolder} 正被另一个服务进程使用。 The data folder ${dataFolder} is in use by another server.`,
      };
    case 'storeDamaged':
      return {
        code: exitCodes.storeDamaged,
        words:
          `数据文件 ${dataFolder}/server.sqlite 已损坏，未做任何改动；请从备份恢复。 ` +
          `The store ${dataFolder}/server.sqlite is damaged and was left untouched; restore it from a backup.`,
      };
    case 'notFound':
      return {
        code: exitCodes.usage,
        words:
          `数据文件夹 ${dataFolder} 是空的，没有可恢复的内容；--restored 只在放回备份后使用一次。 ` +
          `The data folder ${dataFolder} holds nothing that was restored; --restored is for the first start after a backup was put back.`,
      };
    case 'forbidden':
      return {
        code: exitCodes.usage,
        words:
          '这里已有真实人员，不能用 --demo 启动。 ' +
          'There are real people in this store; it is never started with --demo.',
      };
    case 'storeFull':
      return { code: exitCodes.storeFull, words: `磁盘已满：${dataFolder}。 The disk is full: ${dataFolder}.` };
    case 'tlsUnusable':
      return {
        code: exitCodes.tlsUnusable,
        words: `TLS 证书或私钥无法使用（${detail}）。 The TLS certificate or key cannot be used (${detail}).`,
      };
    case 'metricsPortTaken':
      return {
        code: exitCodes.portTaken,
        words: `指标端口无法监听（${detail}），请换一个 --metrics-port。 Cannot listen on the metrics port (${detail}); choose another --metrics-port.`,
      };
    case 'cannotListen':
      return {
        code: exitCodes.portTaken,
        words: `无法在 ${host}:${port} 监听（${detail}）。 Cannot listen on ${host}:${port} (${detail}).`,
      };
    default:
      return {
        code: exitCodes.failed,
        words: `服务无法启动（${problem} ${detail}）。 The server cannot start (${problem} ${detail}).`,
      };
  }
}
