import { Button } from 'antd';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { LIST_CHARACTERS } from '../../shared/matter-list/published-list.ts';
import type { SheetFault } from '../../shared/matter-list/sheet-fault.ts';
import { useTell } from '../notice/tell.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { readTextFile } from '../parts/read-text-file.ts';
import { saveFile } from '../parts/save-file.ts';
import { useSeat } from '../seat/hooks.tsx';
import { useWords } from '../words/words.tsx';

/** At most four bytes for a character. */
const FILE_BYTES = 4 * LIST_CHARACTERS;
type FilesProps = { hasDraft: boolean; version: string; readOnly: boolean };

/** The list as a file, for a spreadsheet or another program, and back. */
export function ListFiles({ hasDraft, version, readOnly }: FilesProps): ReactNode {
  const { t } = useWords();
  const seat = useSeat();
  const tell = useTell();
  const input = useRef<HTMLInputElement>(null);
  const [faults, setFaults] = useState<readonly SheetFault[]>([]);

  async function write(format: 'csv' | 'json'): Promise<void> {
    const result = await seat.call('list.export', { what: hasDraft ? 'draft' : 'inForce', format });
    if (!result.ok) return tell.failure(result.error);
    const name = `${t('list.title')}-${version}.${format}`;
    saveFile(name, format === 'csv' ? 'text/csv' : 'application/json', result.value.text);
  }

  async function read(file: File): Promise<void> {
    const text = await readTextFile(file, FILE_BYTES);
    if (text === null || text.length > 2 * LIST_CHARACTERS) return tell.say('warning', t('list.import.tooLarge'), '');
    const format = file.name.toLowerCase().endsWith('.json') ? 'json' : 'csv';
    const result = await seat.call('list.import', { format, text });
    if (!result.ok) return tell.failure(result.error);
    if (result.value.faults.length > 0) return setFaults(result.value.faults);
    tell.say('success', t('list.import.done', { count: result.value.matters }), t('list.import.done.text'));
  }

  return (
    <>
      <Button size="small" onClick={() => void write('csv')}>
        {t('list.export.csv')}
      </Button>
      <Button size="small" onClick={() => void write('json')}>
        {t('list.export.json')}
      </Button>
      {!readOnly && (
        <>
          <Button
            size="small"
            title={hasDraft ? t('list.import.overwrites') : undefined}
            onClick={() => input.current?.click()}
          >
            {t('list.import')}
          </Button>
          <input
            ref={input}
            type="file"
            hidden
            accept=".csv,.json,text/csv,application/json"
            aria-label={t('list.import')}
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              // The same file, mended, may be chosen again.
              event.target.value = '';
              if (file) void read(file);
            }}
          />
        </>
      )}
      {faults.length > 0 && <Faults faults={faults} onClose={() => setFaults([])} />}
    </>
  );
}

const columnWords = {
  side: 'list.side',
  zh: 'list.form.zh',
  en: 'list.form.en',
  route: 'list.route',
  clause: 'list.clause',
  department: 'list.department',
  cues: 'list.cues',
  validFrom: 'list.form.validFrom',
  validUntil: 'list.form.validUntil',
  id: 'list.preview.number',
} as const satisfies Record<NonNullable<SheetFault['column']>, string>;

function Faults({ faults, onClose }: { faults: readonly SheetFault[]; onClose: () => void }): ReactNode {
  const { t } = useWords();
  return (
    <Dialog title={t('list.import.title')} onClose={onClose}>
      <p>{t('list.import.text')}</p>
      <ul className="import-faults">
        {faults.map(({ line, column, problem }) => (
          <li key={`${line} ${column} ${problem}`}>
            <strong>{t('list.import.line', { line })}</strong>{' '}
            {[column === null ? '' : t(columnWords[column]), t(`list.fault.${problem}`)]
              .filter((part) => part !== '')
              .join('：')}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
