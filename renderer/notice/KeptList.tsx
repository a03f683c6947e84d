import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../words/words.tsx';

export type Kept = {
  readonly key: string;
  readonly title: string;
  readonly text: string;
  readonly caseId: string | null;
  /** It sounds until a person is done with it. */
  readonly loud: boolean;
};

type KeptListProps = {
  kept: readonly Kept[];
  onClose: (key: string) => void;
  onOpen?: (caseId: string) => void;
};

/** Messages that ask for something; each stays until a person says that it is done. */
export function KeptList({ kept, onClose, onOpen }: KeptListProps): ReactNode {
  const { t } = useWords();
  if (kept.length === 0) return null;
  return (
    <section className="waiting-group" aria-labelledby="waiting-kept">
      <h2 id="waiting-kept">
        {t('notice.group')} <span>{kept.length}</span>
      </h2>
      {kept.map(({ key, title, text, caseId, loud }) => (
        <div
          key={key}
          className={`waiting-item ${loud ? 'is-loud' : 'is-back'}`}
          aria-live={loud ? 'assertive' : 'polite'}
        >
          <strong>{title}</strong>
          <p>{text}</p>
          <div className="item-buttons">
            {caseId !== null && onOpen && (
              <Button size="small" onClick={() => onOpen(caseId)}>
                {t('notice.open')}
              </Button>
            )}
            <Button size="small" type="text" onClick={() => onClose(key)}>
              {t('notice.done')}
            </Button>
          </div>
        </div>
      ))}
    </section>
  );
}
