import type { CommandLine } from './options.ts';
import type { StartProblem } from './start-server.ts';

export const EXIT_USAGE = 2;

/** Exit code and words for whatever keeps the server from starting. */
export function explain(
  { problem, detail }: StartProblem,
  { host, port, dataFolder }: CommandLine,
): { code: number; words: string } {
  switch (problem) {
    case 'portTaken':
      return {
        code: 3,
        words: `端口 ${port}（${host}）已被其他程序占用，请换一个 --port。 Port ${port} on ${host} is taken; choose another --port.`,
      };
    case 'storeLocked':
      return {
        code: 4,
        words: `数据文件夹 ${dataFolder} 正被另一个服务进程使用。 The data folder ${dataFolder} is in use by another server.`,
      };
    case 'storeDamaged':
      return {
        code: 5,
        words:
          `数据文件 ${dataFolder}/server.sqlite 已损坏，未做任何改动；请从备份恢复。 ` +
          `The store ${dataFolder}/server.sqlite is damaged and was left untouched; restore it from a backup.`,
      };
    case 'storeFull':
      return { code: 6, words: `磁盘已满：${dataFolder}。 The disk is full: ${dataFolder}.` };
    case 'cannotListen':
      return {
        code: 3,
        words: `无法在 ${host}:${port} 监听（${detail}）。 Cannot listen on ${host}:${port} (${detail}).`,
      };
    default:
      return {
        code: 1,
        words: `服务无法启动（${problem} ${detail}）。 The server cannot start (${problem} ${detail}).`,
      };
  }
}
