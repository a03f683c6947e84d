import type { KeySlots, SlotContent } from '../../electron/seat/sign-in/key-slots.ts';

type Slot = { readonly staffNumber: string; readonly password: string; readonly content: SlotContent };

/** Slots without the slow work of opening one; nothing waits for anything but the call itself. */
export function createMemoryKeySlots(): KeySlots {
  let slots: readonly Slot[] = [];
  const others = (staffNumber: string): readonly Slot[] => slots.filter((each) => each.staffNumber !== staffNumber);
  return {
    numbers: () => slots.map((each) => each.staffNumber),
    open: async (staffNumber, password) => {
      const slot = slots.find((each) => each.staffNumber === staffNumber);
      if (!slot) return null;
      return slot.password === password.normalize('NFKC') ? slot.content : 'wrong';
    },
    keep: async (staffNumber, password, content) => {
      slots = [{ staffNumber, password: password.normalize('NFKC'), content }, ...others(staffNumber)].slice(0, 64);
    },
    remove: (staffNumber) => {
      slots = others(staffNumber);
    },
  };
}
