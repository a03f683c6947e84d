import { remarkSchema } from '../../shared/entities/primitives.ts';

/** Longest remark of a person: notes, reasons, returns. */
export const REMARK_MAX = remarkSchema.maxLength ?? 0;
