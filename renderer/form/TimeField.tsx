import { Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { memo, useState } from 'react';
import type { ReactNode } from 'react';
import { ago, clockTime, dateAndTime } from '../format/time.ts';
import { useNow } from '../format/use-now.ts';
import { useWords } from '../words/words.tsx';
import type { Words } from '../words/words.tsx';
import { fieldId, useField } from './draft-field.ts';
import type { DraftStore } from './draft-store.ts';
import { describedBy, FieldShell } from './FieldShell.tsx';
import { TextEntry } from './TextEntry.tsx';
import { dayOf, isAhead, parseClock } from './occurred-at.ts';

const TEN_MINUTES = 600_000;

/** When it happened: one press for the usual answers, four digits for a clock time, a calendar for the rest; always said with its day. */
export const TimeField = memo(function TimeField({ store }: { store: DraftStore }): ReactNode {
  const { t } = useWords();
  const view = useField(store, 'occurredAt');
  const [typed, setTyped] = useState('');
  const [misread, setMisread] = useState(false);
  const [of, setOf] = useState(store);
  // The form was taken for another caller: what was half typed for the last one is not theirs.
  if (of !== store) {
    setOf(store);
    setTyped('');
    setMisread(false);
  }

  function choose(at: number | null): void {
    setTyped('');
    setMisread(false);
    store.change('occurredAt', at);
  }

  function readClock(): void {
    if (typed === '') return setMisread(false);
    const at = parseClock(typed, Date.now());
    if (at === null) setMisread(true);
    else choose(at);
  }

  return (
    <FieldShell
      store={store}
      field="occurredAt"
      view={{ ...view, refused: misread }}
      refusedWords={t('form.timeNotUnderstood')}
      className="intake-w7"
      aside={<TimeInWords at={view.value} />}
    >
      <fieldset className="intake-time" aria-labelledby={`${fieldId('occurredAt')}-label`}>
        <Button autoInsertSpace={false} onClick={() => choose(Date.now())}>
          {t('form.timeNow')}
        </Button>
        <Button onClick={() => choose(Date.now() - TEN_MINUTES)}>{t('form.timeTenMinutes')}</Button>
        <TextEntry
          id={fieldId('occurredAt')}
          className="intake-clock intake-digits"
          value={typed}
          placeholder={t('form.timeTodayPlaceholder')}
          aria-label={t('form.timeToday')}
          inputMode="numeric"
          onText={(text) => {
            setTyped(text);
            setMisread(false);
            return text;
          }}
          onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && readClock()}
          onFocus={() => store.focus('occurredAt')}
          onBlur={() => {
            readClock();
            store.blur();
          }}
          {...describedBy('occurredAt', { ...view, refused: misread })}
        />
        <DatePicker
          aria-label={t('form.timePick')}
          className="intake-date"
          value={view.value === null ? null : dayjs(view.value)}
          format="YYYY-MM-DD HH:mm"
          placeholder={t('form.timePick')}
          showTime={{ format: 'HH:mm' }}
          needConfirm={false}
          onChange={(date) => choose(date === null ? null : date.valueOf())}
          onFocus={() => store.focus('occurredAt')}
          onBlur={() => store.blur()}
        />
      </fieldset>
    </FieldShell>
  );
});

function TimeInWords({ at }: { at: number | null }): ReactNode {
  const { t } = useWords();
  const now = useNow();
  return at === null ? t('form.timeUnknown') : timeInWords(at, now, t);
}

function timeInWords(at: number, now: number, t: Words['t']): string {
  const day = dayOf(at, now);
  const when = day === 'date' ? dateAndTime(at) : t(`form.${day}`, { time: clockTime(at) });
  return `${when} · ${isAhead(at, now) ? t('form.inFuture') : ago(now - at, t)}`;
}
