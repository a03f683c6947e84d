import { z } from 'zod';
import {
  centreSchema,
  operatorSchema,
  operatorStateSchema,
  type Centre,
  type Operator,
  type OperatorState,
} from '../../shared/entities/centre.ts';
import { slugSchema, timeSchema, type Actor } from '../../shared/entities/primitives.ts';
import type { SeatConfig } from '../../shared/contract/host-link.ts';
import type { Clock } from './ports.ts';
import type { SeatStore } from './store/seat-store.ts';

/** The demo directory of the server takes this word as proof. */
const DEMO_TOKEN = 'demo';

const signedInSchema = z.object({ operatorId: slugSchema.nullable(), state: operatorStateSchema, since: timeSchema });
const directorySchema = z.object({ centres: z.array(centreSchema), operators: z.array(operatorSchema) });
type KnownDirectory = z.infer<typeof directorySchema>;

/** Who sits here; kept in the store, so that a crash signs nobody out. */
export type SessionKeeper = {
  readonly operator: () => Operator | null;
  readonly actor: () => Actor | null;
  readonly token: () => string;
  readonly operators: () => readonly Operator[];
  readonly centre: (id: string) => Centre | null;
  readonly state: () => { readonly value: OperatorState; readonly since: number };
  readonly signIn: (operatorId: string) => void;
  readonly signOut: () => void;
  readonly setState: (state: OperatorState) => boolean;
  readonly learnDirectory: (known: KnownDirectory) => void;
};

export function createSession(config: SeatConfig, store: SeatStore, clock: Clock): SessionKeeper {
  let directory = readMeta(store, 'directory', directorySchema) ?? { centres: [], operators: [] };
  let signedIn = restored(readMeta(store, 'session', signedInSchema), clock.now());

  function operator(): Operator | null {
    return (
      directory.operators.find((each) => each.id === signedIn.operatorId && each.centreId === config.centre.id) ?? null
    );
  }

  function keep(next: z.infer<typeof signedInSchema>): void {
    // Written first: where that fails nobody has come or gone, and the connection goes on in the name that it has.
    store.transaction(() => store.meta.set('session', JSON.stringify(next)));
    signedIn = next;
  }

  return {
    operator,
    actor: () => {
      const who = operator();
      return who && { operatorId: who.id, name: who.name, seatId: config.seatId, centreId: config.centre.id };
    },
    token: () => DEMO_TOKEN,
    operators: () => directory.operators,
    centre: (id) =>
      id === config.centre.id ? config.centre : (directory.centres.find((each) => each.id === id) ?? null),
    state: () => ({ value: operator() ? signedIn.state : 'signedOut', since: signedIn.since }),
    // Who signs in sits down to work: a forgotten press must not keep the only free seat out of the offers.
    signIn: (operatorId) => keep({ operatorId, state: 'idle', since: clock.now() }),
    signOut: () => keep({ operatorId: null, state: 'signedOut', since: clock.now() }),
    setState: (state) => {
      if (!operator() || signedIn.state === state) return false;
      keep({ ...signedIn, state, since: clock.now() });
      return true;
    },
    learnDirectory: (known) => {
      const text = JSON.stringify(known);
      if (text === store.meta.get('directory')) return;
      store.transaction(() => store.meta.set('directory', text));
      directory = known;
    },
  };
}

/** The call that was going on when the seat stopped is not this process's any more: its operator has it to finish. */
function restored(before: z.infer<typeof signedInSchema> | null, now: number): z.infer<typeof signedInSchema> {
  if (!before) return { operatorId: null, state: 'signedOut', since: now };
  return before.state === 'talking' ? { ...before, state: 'wrapUp', since: now } : before;
}

export function readMeta<T>(store: SeatStore, key: string, schema: z.ZodType<T>): T | null {
  const text = store.meta.get(key);
  if (text === null) return null;
  const parsed = schema.safeParse(jsonOf(text));
  return parsed.success ? parsed.data : null;
}

/** Damaged text counts as none: a seat that cannot start helps nobody. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
