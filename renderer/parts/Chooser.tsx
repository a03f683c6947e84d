import { Input } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';

type Choice = { readonly id: string; readonly label: ReactNode; readonly run: () => void };
type ChooserProps = {
  label: string;
  placeholder: string;
  text: string;
  onText: (text: string) => void;
  choices: readonly Choice[];
  hint?: ReactNode;
  empty: ReactNode;
  busy?: boolean;
};

/** The combobox pattern of WAI-ARIA: no HTML element has it (a `datalist` cannot hold what these lines show). */
const pattern = {
  line: { role: 'combobox', 'aria-autocomplete': 'list' },
  list: { role: 'listbox' },
  option: (selected: boolean) => ({ role: 'option', 'aria-selected': selected }),
} as const;

/** A line to type in and a list to choose from: arrows, Enter; nothing happens while an input method composes. */
export function Chooser({
  label,
  placeholder,
  text,
  onText,
  choices,
  hint,
  empty,
  busy = false,
}: ChooserProps): ReactNode {
  const [at, setAt] = useState(0);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const current = Math.min(at, choices.length - 1);
  const optionId = (index: number): string => `${listId}-${index}`;

  useEffect(() => {
    list.current?.children[current]?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  function press(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const steps: Partial<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const step = steps[event.key];
    if (step !== undefined) {
      setAt(Math.max(0, Math.min(choices.length - 1, current + step)));
      event.preventDefault();
    } else if (event.key === 'Enter') {
      choices[current]?.run();
      event.preventDefault();
    }
  }

  return (
    <div className="chooser">
      <Input
        autoFocus
        size="large"
        {...pattern.line}
        aria-label={label}
        aria-expanded={choices.length > 0}
        aria-controls={listId}
        {...(choices.length > 0 ? { 'aria-activedescendant': optionId(current) } : {})}
        placeholder={placeholder}
        value={text}
        maxLength={100}
        onChange={(event) => {
          onText(event.target.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      {hint !== undefined && <p className="hint">{hint}</p>}
      <div className="chooser-list" id={listId} {...pattern.list} aria-label={label} aria-busy={busy} ref={list}>
        {choices.map((choice, index) => (
          <button
            key={choice.id}
            type="button"
            id={optionId(index)}
            {...pattern.option(index === current)}
            className={index === current ? 'is-current' : ''}
            tabIndex={-1}
            onClick={choice.run}
          >
            {choice.label}
          </button>
        ))}
      </div>
      {choices.length === 0 && <output>{empty}</output>}
    </div>
  );
}
