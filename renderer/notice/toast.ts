import type { ReactNode } from 'react';

export type ToastKind = 'info' | 'success' | 'warning' | 'error';
export type Toast = {
  /** The same trouble twice is one message. */
  readonly key: string;
  readonly kind: ToastKind;
  readonly title: string;
  readonly text?: string | undefined;
  readonly action?: ReactNode;
};

/** A column holds no more; the oldest goes first. */
const SHOWN = 3;
const LASTS_MS = { info: 6_000, success: 6_000, warning: 12_000, error: 12_000 } as const satisfies Record<
  ToastKind,
  number
>;

export function lastsMs(kind: ToastKind): number {
  return LASTS_MS[kind];
}

export function withToast(toasts: readonly Toast[], toast: Toast): readonly Toast[] {
  return [...toasts.filter((each) => each.key !== toast.key), toast].slice(-SHOWN);
}
