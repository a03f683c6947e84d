import type { ReactNode } from 'react';

type ChoiceProps<V extends string> = {
  label: string;
  value: V;
  options: readonly { readonly value: V; readonly label: string }[];
  onChange: (value: V) => void;
  disabled?: boolean;
};

/** One of a few, in the system's own list: all keys work as everywhere. */
export function Choice<V extends string>({ label, value, options, onChange, disabled }: ChoiceProps<V>): ReactNode {
  return (
    <select
      className="choice"
      aria-label={label}
      value={value}
      disabled={disabled}
      onChange={(event) => {
        const chosen = options.find((option) => option.value === event.target.value);
        if (chosen) onChange(chosen.value);
      }}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
