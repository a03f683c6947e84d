import type { KeyboardEvent } from 'react';

/** Backspace or Delete in a choice with nothing typed takes the choice back; its clear button is for the mouse and no stop for Tab. */
export function isClearKey(event: KeyboardEvent<HTMLElement>): boolean {
  const { key, target } = event;
  return (key === 'Backspace' || key === 'Delete') && target instanceof HTMLInputElement && target.value === '';
}
