import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { failure, success, type ErrorCode, type Result } from '../shared/contract/errors.ts';
import { exitCodes } from './exit-codes.ts';
import { systemSecrets } from './sign-in/system-secrets.ts';
import { readPassword } from './staff/read-password.ts';
import { createStaffErrands, type StaffErrands } from './staff/staff-errands.ts';
import { parseStaffLine, STAFF_USAGE, type StaffCommand, type StaffLine } from './staff/staff-line.ts';
import { STORE_FILE } from './store/files.ts';
import { openPostgresServerStore } from './store/postgres-store.ts';
import { openSqliteStaffBeside, type OpenStaff } from './store/sqlite-staff-beside.ts';
import { openSqliteServerStore } from './store/sqlite-store.ts';
import { systemClock, systemIds } from './system.ts';

const words: Partial<Record<ErrorCode, string>> = {
  notFound: '没有找到 not found',
  staffNumberTaken: '该工号在本中心已有人使用 this staff number is in use in that centre',
  invalid: '口令至少 8 个字符，两次须一致 a password has at least 8 characters, the same both times',
  busy: '有人同时在修改，请再试一次 somebody else was changing it or the database is away; try again',
  oldProtocol: '正在运行的服务器版本不同，请用同一版本 the running server is another version; use the same',
  storeDamaged: '数据文件已损坏 the store is damaged',
  storeFull: '磁盘已满 the disk is full',
};

/**
 * A folder is opened as a server would; while a server runs on it, beside that server. Only the first centre may begin a store: whoever
 * names a wrong folder must not be shown an empty one.
 */
async function openStaff({ dataFolder, database, command }: StaffLine): Promise<Result<OpenStaff>> {
  if (database === null && command.command !== 'centre' && !existsSync(path.join(dataFolder, STORE_FILE)))
    return failure('notFound', `${path.join(dataFolder, STORE_FILE)}`);
  const newEpoch = systemIds.next;
  const opened =
    database === null
      ? openSqliteServerStore({ folder: dataFolder, newEpoch })
      : await openPostgresServerStore({ url: database, nodeId: systemIds.next(), newEpoch });
  if (opened.ok) return success({ staff: opened.value.staff, close: opened.value.close });
  return database === null && opened.error.code === 'storeLocked' ? openSqliteStaffBeside(dataFolder) : opened;
}

async function perform(errands: StaffErrands, command: StaffCommand): Promise<Result<null>> {
  switch (command.command) {
    case 'list':
      return list(errands);
    case 'centre': {
      const { centre: id, kind, tier, name, phone, prefix: numberPrefix, counterpart: counterpartId } = command;
      return errands.putCentre({ id, kind, tier, name, phone, numberPrefix, counterpartId });
    }
    case 'seat':
      return errands.putSeat({ id: command.seat, centreId: command.centre });
    case 'disable':
    case 'enable':
      return errands.change(whoOf(command), { disabled: command.command === 'disable' });
    case 'add':
    case 'password': {
      const password = await readPassword(process.stdin, (text) => void process.stderr.write(text));
      if (password === null) return failure('invalid');
      return command.command === 'password'
        ? errands.change(whoOf(command), { password })
        : errands.add({ ...whoOf(command), name: command.name, role: command.role, password });
    }
  }
}

function whoOf({ centre: centreId, number: staffNumber }: { readonly centre: string; readonly number: string }) {
  return { centreId, staffNumber };
}

async function list(errands: StaffErrands): Promise<Result<null>> {
  const found = await errands.list();
  if (!found.ok) return found;
  const { centres, seats, staff } = found.value;
  const rows = [
    ...centres.map(({ id, kind, name }) => ['centre', id, kind, name]),
    ...seats.map(({ id, centreId }) => ['seat', id, centreId]),
    ...staff.map((each) => [
      'staff',
      each.centreId,
      each.staffNumber,
      each.name,
      each.role,
      each.disabled ? 'disabled' : '',
    ]),
  ];
  process.stdout.write(rows.map((row) => `${row.join('\t')}\n`).join(''));
  return success(null);
}

async function run(line: StaffLine): Promise<void> {
  const opened = await openStaff(line);
  const done = opened.ok
    ? await perform(
        createStaffErrands({ store: opened.value.staff, secrets: systemSecrets, ids: systemIds, now: systemClock.now }),
        line.command,
      )
    : opened;
  if (opened.ok) await opened.value.close();
  if (done.ok) return;
  const { code, detail = '' } = done.error;
  process.stderr.write(`${words[code] ?? code} ${detail}\n`);
  process.exitCode = exitCodes.failed;
}

const line = parseStaffLine(process.argv.slice(2), process.env.LINKSEAT_DATABASE);
if ('wrong' in line) {
  process.stderr.write(`参数不对：${line.wrong}\nBad option: ${line.wrong}\n${STAFF_USAGE}\n`);
  process.exitCode = exitCodes.usage;
} else {
  await run(line.value);
}
