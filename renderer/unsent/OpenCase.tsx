import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useLayers } from '../desk/layers.tsx';
import { useWords } from '../words/words.tsx';

export function OpenCase({ caseId }: { caseId: string | null }): ReactNode {
  const { t } = useWords();
  const { openCase } = useLayers();
  return caseId === null ? null : (
    <Button size="small" onClick={() => openCase(caseId)}>
      {t('unsent.openCase')}
    </Button>
  );
}
