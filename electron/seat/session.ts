import { z } from 'zod';
import {
  centreSchema,
  operatorSchema,
  operatorStateSchema,
  type Centre,
  type Operator,
  type OperatorState,
} from '../../shared/entities/centre.ts';
import { tokenSchema } from '../../shared/contract/wire.ts';
import { timeSchema, type Actor } from '../../shared/entities/primitives.ts';
import { staffNumberSchema } from '../../shared/entities/staff.ts';
import type { SeatConfig } from '../../shared/contract/host-link.ts';
import type { Clock } from './ports.ts';
import type { SignedIn } from './sign-in/sign-in-here.ts';
import { readMeta } from './store/read-meta.ts';
import type { SeatStore } from './store/seat-store.ts';

const personSchema = z.object({ operator: operatorSchema, staffNumber: staffNumberSchema });
const signedInSchema = z.object({
  person: personSchema.nullable(),
  /** null while the server has not seen this sign-in, or no longer takes it. */
  token: tokenSchema.nullable(),
  state: operatorStateSchema,
  since: timeSchema,
});
type SignedInState = z.infer<typeof signedInSchema>;
const directorySchema = z.object({ centres: z.array(centreSchema) });
const spentSchema = z.array(tokenSchema);

/** Tokens of sign-outs that the server has not heard of yet. */
const SPENT_MAX = 16;

/** Who sits here; kept in the store, so that a crash signs nobody out. */
export type SessionKeeper = {
  readonly operator: () => Operator | null;
  readonly staffNumber: () => string | null;
  readonly actor: () => Actor | null;
  readonly token: () => string | null;
  /** Of a sign-in that the server has not seen yet; in memory only. */
  readonly password: () => string | null;
  readonly centre: (id: string) => Centre | null;
  readonly state: () => { readonly value: OperatorState; readonly since: number };
  readonly signIn: (signed: SignedIn) => void;
  /** The server knows this sign-in now. */
  readonly proved: (token: string) => void;
  /** The server takes the token no longer; who sits here works on until they type the password again. */
  readonly tokenEnded: () => void;
  readonly signOut: () => void;
  readonly spentTokens: () => readonly string[];
  readonly tokenReturned: (token: string) => void;
  readonly setState: (state: OperatorState) => boolean;
  readonly learnDirectory: (known: { readonly centres: Centre[] }) => void;
};

export function createSession(config: SeatConfig, store: SeatStore, clock: Clock): SessionKeeper {
  let directory = readMeta(store, 'directory', directorySchema) ?? { centres: [] };
  let signedIn = restored(readMeta(store, 'session', signedInSchema), clock.now());
  let password: string | null = null;

  function operator(): Operator | null {
    const known = signedIn.person?.operator ?? null;
    return known?.centreId === config.centre.id ? known : null;
  }

  function keep(next: SignedInState, spentToken: string | null = null): void {
    // Written first: where that fails nobody has come or gone, and the connection goes on in the name that it has.
    store.transaction(() => {
      store.meta.set('session', JSON.stringify(next));
      if (spentToken !== null) setSpent([...spent(), spentToken]);
    });
    signedIn = next;
  }

  function spent(): readonly string[] {
    return readMeta(store, 'spentTokens', spentSchema) ?? [];
  }

  function setSpent(tokens: readonly string[]): void {
    store.meta.set('spentTokens', JSON.stringify(tokens.slice(-SPENT_MAX)));
  }

  return {
    operator,
    staffNumber: () => signedIn.person?.staffNumber ?? null,
    actor: () => {
      const who = operator();
      return who && { operatorId: who.id, name: who.name, seatId: config.seatId, centreId: config.centre.id };
    },
    token: () => signedIn.token,
    password: () => password,
    centre: (id) =>
      id === config.centre.id ? config.centre : (directory.centres.find((each) => each.id === id) ?? null),
    state: () => ({ value: operator() ? signedIn.state : 'signedOut', since: signedIn.since }),
    // Who signs in sits down to work: a forgotten press must not keep the only free seat out of the offers. Who only proves anew
    // that they are who sits here goes on as they were.
    signIn: ({ operator: who, staffNumber, token, password: typed }) => {
      const goesOn = operator()?.id === who.id;
      const as = goesOn ? signedIn : ({ state: 'idle', since: clock.now() } as const);
      const person = { operator: who, staffNumber };
      keep({ person, token, state: as.state, since: as.since }, signedIn.token);
      password = typed;
    },
    proved: (token) => {
      keep({ ...signedIn, token });
      password = null;
    },
    tokenEnded: () => keep({ ...signedIn, token: null }),
    signOut: () => {
      keep({ person: null, token: null, state: 'signedOut', since: clock.now() }, signedIn.token);
      password = null;
    },
    spentTokens: spent,
    tokenReturned: (token) => store.transaction(() => setSpent(spent().filter((each) => each !== token))),
    setState: (state) => {
      if (!operator() || signedIn.state === state) return false;
      keep({ ...signedIn, state, since: clock.now() });
      return true;
    },
    learnDirectory: ({ centres }) => {
      const text = JSON.stringify({ centres });
      if (text === store.meta.get('directory')) return;
      store.transaction(() => store.meta.set('directory', text));
      directory = { centres };
    },
  };
}

/** The call that was going on when the seat stopped is not this process's any more: its operator has it to finish. */
function restored(before: SignedInState | null, now: number): SignedInState {
  if (!before) return { person: null, token: null, state: 'signedOut', since: now };
  return before.state === 'talking' ? { ...before, state: 'wrapUp', since: now } : before;
}
