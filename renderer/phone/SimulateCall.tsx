import { Button, Input, Space } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../words/words.tsx';

/** A number that belongs to nobody. */
const SAMPLE = '13800000000';

/** Training: let a call ring at this seat. */
export function SimulateCall({ onRing }: { onRing: (number: string) => void }): ReactNode {
  const { t } = useWords();
  const [number, setNumber] = useState(SAMPLE);
  return (
    <Space.Compact block className="simulate">
      <Input
        size="small"
        inputMode="tel"
        maxLength={32}
        value={number}
        aria-label={t('phone.simulate.number')}
        onChange={(event) => setNumber(event.target.value.replace(/[^0-9+-]/g, ''))}
      />
      <Button size="small" onClick={() => onRing(number)}>
        {t('phone.simulate')}
      </Button>
    </Space.Compact>
  );
}
