import { failure, success, type ErrorCode, type Result } from '../../shared/contract/errors.ts';
import type { Handshake, Reply, Request } from '../../shared/contract/wire.ts';
import { normalPassword, type StaffEventKind } from '../../shared/entities/staff.ts';
import { operatorOf, type Directory } from '../directory.ts';
import type { Identity } from '../identify.ts';
import type { Log } from '../ports.ts';
import type { StaffEventOf } from '../staff/staff-events.ts';
import type { StaffStore } from '../store/staff-store.ts';
import type { Secrets } from './secrets.ts';
import { createTries } from './tries.ts';
import { hashOfToken, storeKeyOf } from './tokens.ts';
import type { RunLimit } from './run-limit.ts';

type SignInParts = {
  readonly store: StaffStore;
  readonly directory: Directory;
  readonly secrets: Secrets;
  readonly limited: RunLimit;
  readonly now: () => number;
  readonly log: Log;
};
type Place = Pick<Identity, 'seatId' | 'centreId'>;
type Asked = Omit<Extract<Request, { type: 'signIn' }>, 'type'>;

export type SignIn = {
  readonly signIn: (place: Place, asked: Asked) => Promise<Result<Omit<Reply<'signIn'>, 'serverNow'>>>;
  /** Who shows this handshake; a place alone when it carries no token. */
  readonly identify: (handshake: Handshake) => Promise<Result<Identity>>;
  readonly signOut: (token: string) => Promise<Result<null>>;
  /** Why a connection that was admitted may not go on; null while it may. */
  readonly unfit: (identity: Identity) => ErrorCode | null;
  readonly used: (identity: Identity) => void;
};

/** Longer than any shift; a seat that is used makes it last on. */
const SESSION_MS = 16 * 3_600_000;
const RENEW_MS = 3_600_000;

/** Passwords become tokens, tokens become identities. Nobody else knows either. */
export function createSignIn({ store, directory, secrets, limited, now, log }: SignInParts): SignIn {
  const tries = createTries();
  let decoy: Promise<string> | null = null;
  let secret: string | null = null;

  async function keyOf(seatId: string): Promise<Result<string>> {
    if (secret === null) {
      const read = await store.secret();
      if (!read.ok) return read;
      secret = read.value;
    }
    return success(storeKeyOf(secret, seatId));
  }

  /** An unknown number costs what a known one costs: the time must not tell which exist. */
  function hashOf(known: string | undefined): Promise<string> {
    decoy ??= secrets.hash('nobody has this password');
    return decoy.then((fallback) => known ?? fallback);
  }

  function eventOf(kind: StaffEventKind, { seatId, centreId }: Place, operatorId: string | null): StaffEventOf {
    return { at: now(), kind, centreId, seatId, operatorId, byOperatorId: null };
  }

  async function note(event: StaffEventOf): Promise<void> {
    const written = await store.write({ events: [event] });
    if (!written.ok) log('warn', 'signIn.notNoted', { reason: event.kind, code: written.error.code });
  }

  async function signIn(place: Place, { staffNumber, password }: Asked): ReturnType<SignIn['signIn']> {
    const who = { ...place, staffNumber };
    const wait = tries.waitMs(who, now());
    if (wait > 0) return slowed(wait);
    tries.count(who, now());
    const member = directory.byNumber(place.centreId, staffNumber);
    const verified = await limited(async () =>
      secrets.verify(await hashOf(member?.passwordHash), normalPassword(password)),
    );
    if (!verified.ok) {
      tries.undo(who);
      return verified;
    }
    if (!member || !verified.value) {
      await note(eventOf('refused', place, member?.id ?? null));
      return failure('badSignIn');
    }
    if (member.disabled) {
      await note(eventOf('refused', place, member.id));
      return failure('accountDisabled');
    }
    tries.forgive(who);
    return grant(place, member.id, member.generation);
  }

  async function grant(place: Place, operatorId: string, generation: number): ReturnType<SignIn['signIn']> {
    const member = directory.staff(operatorId);
    const { seatId } = place;
    const storeKey = await keyOf(seatId);
    if (!storeKey.ok) return storeKey;
    if (!member) return failure('badSignIn');
    const token = secrets.newToken();
    const expiresAt = now() + SESSION_MS;
    const written = await store.write({
      sessions: [{ tokenHash: hashOfToken(token), operatorId, seatId, generation, expiresAt }],
      events: [eventOf('signedIn', place, operatorId)],
    });
    if (!written.ok) return written;
    return success({ operator: operatorOf(member), token, storeKey: storeKey.value });
  }

  async function identify({ seatId, centreId, token }: Handshake): Promise<Result<Identity>> {
    if (directory.seat(seatId)?.centreId !== centreId) return failure('forbidden', 'seatId');
    if (token === null) return success({ seatId, centreId, operator: null });
    const tokenHash = hashOfToken(token);
    const found = await store.session(tokenHash);
    if (!found.ok) return found;
    const row = found.value;
    const member = row && directory.staff(row.operatorId);
    if (!row || !member) return failure('signInEnded');
    if (member.centreId !== centreId || row.seatId !== seatId) {
      await note(eventOf('strangePlace', { seatId, centreId }, member.id));
      return failure('signInEnded');
    }
    if (member.disabled) return failure('accountDisabled');
    if (row.generation !== member.generation || row.expiresAt <= now()) return failure('signInEnded');
    const renewAt = row.expiresAt - SESSION_MS + RENEW_MS;
    return success({
      seatId,
      centreId,
      operator: operatorOf(member),
      session: { tokenHash, generation: row.generation, renewAt },
    });
  }

  return {
    signIn,
    identify,
    signOut: async (token) => {
      const tokenHash = hashOfToken(token);
      const found = await store.session(tokenHash);
      if (!found.ok) return found;
      const row = found.value;
      const member = row && directory.staff(row.operatorId);
      if (!row || !member) return success(null);
      const place = { seatId: row.seatId, centreId: member.centreId };
      return store.write({ endedSessions: [tokenHash], events: [eventOf('signedOut', place, member.id)] });
    },
    unfit: ({ operator, session, centreId }) => {
      if (!operator) return null;
      const member = directory.staff(operator.id);
      if (!member || member.disabled) return 'accountDisabled';
      const same = member.centreId === centreId && member.role === operator.role && member.name === operator.name;
      return same && (!session || session.generation === member.generation) ? null : 'signInEnded';
    },
    used: ({ operator, session, seatId }) => {
      if (!operator || !session || now() < session.renewAt) return;
      session.renewAt = now() + RENEW_MS;
      const { tokenHash, generation } = session;
      const row = { tokenHash, operatorId: operator.id, seatId, generation, expiresAt: now() + SESSION_MS };
      void store.session(tokenHash).then((found) => {
        // Ended meanwhile: renewing it would bring it back to life.
        if (found.ok && found.value) void store.write({ sessions: [row] });
      });
    },
  };
}

function slowed(ms: number): Result<never> {
  return { ok: false, error: { code: 'tooManyTries', retryAfterMs: ms } };
}
