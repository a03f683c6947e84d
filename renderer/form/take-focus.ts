/** How often each desk was asked for a form, as far as it was honoured; keyed by the desk's own `show`. */
const honoured = new WeakMap<object, number>();

/**
 * A form takes the focus when a person asked for it, or when the focus stands nowhere; never from under two typing hands.
 * Answers once per asking: a form that comes up by itself later does not inherit it.
 */
export function takesFocus(desk: object, asked: number): boolean {
  const isNew = asked > (honoured.get(desk) ?? 0);
  honoured.set(desk, asked);
  return isNew || document.activeElement === null || document.activeElement === document.body;
}
