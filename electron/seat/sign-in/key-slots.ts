import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { storeKeySchema } from '../../../shared/contract/wire.ts';
import { operatorSchema } from '../../../shared/entities/centre.ts';
import { normalPassword, staffNumberSchema } from '../../../shared/entities/staff.ts';
import { boxSchema, seal, SLOT_WORK, unseal } from './slot-box.ts';
import { parsedJson } from '../../../shared/json.ts';

const contentSchema = z.object({ operator: operatorSchema, storeKey: storeKeySchema });
export type SlotContent = z.infer<typeof contentSchema>;

/**
 * Who has signed in at this seat before. Each has a slot that only their password opens; in it lie who they are and the key of the
 * seat's store. So they sign in here also without a network, and a stolen folder names nobody and opens nothing.
 */
export type KeySlots = {
  /** Staff numbers, the latest first; all that can be read without a password. */
  readonly numbers: () => readonly string[];
  /** null: never signed in here. */
  readonly open: (staffNumber: string, password: string) => Promise<SlotContent | 'wrong' | null>;
  readonly keep: (staffNumber: string, password: string, content: SlotContent) => Promise<void>;
  readonly remove: (staffNumber: string) => void;
};

/** More than work at one desk; the one not seen for the longest makes room. */
const SLOTS_MAX = 64;
const slotSchema = z.object({ staffNumber: staffNumberSchema, box: boxSchema });
const fileSchema = z.object({ version: z.literal(1), slots: z.array(slotSchema).max(SLOTS_MAX) });
type Slot = z.infer<typeof slotSchema>;

type SlotFile = { readonly read: () => string | null; readonly write: (text: string) => void };

export function createKeySlots(file: SlotFile, work: number = SLOT_WORK): KeySlots {
  let slots = parse(file.read());

  function put(next: readonly Slot[]): void {
    const kept = next.slice(0, SLOTS_MAX);
    file.write(JSON.stringify({ version: 1, slots: kept } satisfies z.infer<typeof fileSchema>));
    slots = kept;
  }

  const others = (staffNumber: string): readonly Slot[] => slots.filter((each) => each.staffNumber !== staffNumber);

  return {
    numbers: () => slots.map((each) => each.staffNumber),
    open: async (staffNumber, password) => {
      const slot = slots.find((each) => each.staffNumber === staffNumber);
      if (!slot) return null;
      const text = await unseal(slot.box, normalPassword(password), staffNumber);
      const content = contentSchema.safeParse(text === null ? null : parsedJson(text));
      return content.success ? content.data : 'wrong';
    },
    keep: async (staffNumber, password, content) => {
      const box = await seal(JSON.stringify(content), normalPassword(password), staffNumber, work);
      put([{ staffNumber, box }, ...others(staffNumber)]);
    },
    remove: (staffNumber) => put(others(staffNumber)),
  };
}

/** Beside the store of a profile, readable by its user alone. */
export function slotFileOf(folder: string): SlotFile {
  const file = path.join(folder, 'seat.keys');
  return {
    read: () => {
      try {
        return readFileSync(file, 'utf8');
      } catch {
        return null;
      }
    },
    write: (text) => {
      // Whole or not at all: a torn file would lock everybody out until the network is back.
      const next = `${file}.next`;
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const handle = openSync(next, 'w', 0o600);
      try {
        writeSync(handle, text);
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
      renameSync(next, file);
    },
  };
}

/** A damaged file counts as none: whoever reaches the server gets a new slot. */
function parse(text: string | null): readonly Slot[] {
  const parsed = fileSchema.safeParse(text === null ? null : parsedJson(text));
  return parsed.success ? parsed.data.slots : [];
}
