import { Input, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../words/words.tsx';
import { spanChoices, type Days, type SpanChoice as Choice } from './review-span.ts';

type SpanProps = { choice: Choice; days: Days; onChoice: (choice: Choice) => void; onDays: (days: Days) => void };

export function SpanChoice({ choice, days, onChoice, onDays }: SpanProps): ReactNode {
  const { t } = useWords();
  return (
    <div className="page-filters">
      <span id="review-span">{t('review.span')}</span>
      <Segmented
        aria-labelledby="review-span"
        value={choice}
        options={spanChoices.map((value) => ({ value, label: t(`review.span.${value}`) }))}
        onChange={onChoice}
      />
      {choice === 'own' && (
        <>
          <label>
            {t('review.from')}{' '}
            <Input type="date" value={days.from} onChange={(event) => onDays({ ...days, from: event.target.value })} />
          </label>
          <label>
            {t('review.to')}{' '}
            <Input type="date" value={days.to} onChange={(event) => onDays({ ...days, to: event.target.value })} />
          </label>
        </>
      )}
    </div>
  );
}
