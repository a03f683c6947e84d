import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Why processes cannot be watched here; null where they can. */
export function whyNoStrace(): string | null {
  const tried = spawnSync('strace', ['-o', '/dev/null', '-e', 'trace=fsync', 'true']);
  if (tried.error) return 'strace is not installed';
  return tried.status === 0 ? null : 'this machine lets no process watch another';
}

/** Node itself is the child and strace stands aside, so that killing the child kills Node. */
const base = ['strace', '-D', '-f'];
/** Stops Node only at the calls that are asked for: several times faster, but no signal can be sent this way. */
const fast = [...base, '--seccomp-bpf'];

/** How to start Node so that it is killed as it enters its n-th call of `call`. */
export function killedAt(call: 'pwrite64' | 'fsync', n: number): readonly string[] {
  const inject = `inject=${call}:signal=SIGKILL:when=${n}`;
  return [...base, '-o', '/dev/null', '-e', `trace=${call}`, '-e', inject, process.execPath];
}

/** How to start Node so that its disk is full from its n-th write on, for so many writes. */
export function fullAt(n: number, times: number): readonly string[] {
  const inject = `inject=pwrite64:error=ENOSPC:when=${n}..${n + times - 1}`;
  return [...fast, '-o', '/dev/null', '-e', 'trace=pwrite64', '-e', inject, process.execPath];
}

/** How to start Node so that every fsync it makes becomes a line of `file`. */
export function syncsInto(file: string): readonly string[] {
  return [...fast, '-o', file, '-e', 'trace=fsync,fdatasync', process.execPath];
}

export function countSyncs(file: string): number {
  return readFileSync(file, 'utf8').match(/ f(data)?sync\(/g)?.length ?? 0;
}
