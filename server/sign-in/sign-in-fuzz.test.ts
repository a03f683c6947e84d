import * as fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { DEMO_PASSWORD } from '../demo-people.ts';
import { handshakeSchema, PROTOCOL_VERSION, requestSchema } from '../../shared/contract/wire.ts';
import { hotline } from '../../test/fixtures/people.ts';
import { createServerKit, handshakeOf } from '../../test/fixtures/server-kit.ts';

const runs = { numRuns: 300 };
const admin = { actor: { ...hotline.actor, operatorId: 'zhou-wei', seatId: '12345-03' }, role: 'admin' as const };
const junk = fc.oneof(
  fc.string({ maxLength: 400 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.integer(),
  fc.constant(null),
  fc.constantFrom('__proto__', 'constructor', '1001', 'xz-110', '12345-01', '\u0000', '１００１'),
  fc.array(fc.string(), { maxLength: 3 }),
  fc.object({ maxDepth: 2 }),
);

describe('whatever a stranger sends', () => {
  it('P24: no handshake but a right one lets anybody in as somebody', async () => {
    const kit = await createServerKit();
    const right = handshakeOf(hotline);
    const names = ['protocol', 'seatId', 'centreId', 'token'] as const;
    const handshakes = fc.oneof(
      junk,
      fc.tuple(fc.constantFrom(...names), junk).map(([name, value]) => ({ ...right, [name]: value })),
      fc.record({ protocol: fc.constant(PROTOCOL_VERSION), seatId: junk, centreId: junk, token: junk }),
      fc.record({ operatorId: junk, role: fc.constant('admin'), staff: junk }).map((extra) => ({
        ...right,
        token: null,
        ...extra,
      })),
    );
    await fc.assert(
      fc.asyncProperty(handshakes, async (handshake) => {
        const result = await kit.core().admit(handshake);
        const known = result.ok && result.value.operator !== null;
        expect(!known || isDeepStrictEqual(handshakeSchema.parse(handshake), right)).toBe(true);
      }),
      runs,
    );
  });

  it('P25: no sign-in but the right one gives a token, and every refusal has its code', async () => {
    const kit = await createServerKit();
    const guest = await kit.seat(hotline, { token: null });
    const tries = fc.record({ type: fc.constant('signIn'), staffNumber: junk, password: junk });
    const near = fc
      .tuple(fc.constantFrom('1001', '2001', '1009', '9999', '1001 ', '１００１'), fc.constantFrom('', 'x', ' '))
      .map(([staffNumber, more]) => ({ type: 'signIn', staffNumber, password: `${more}${DEMO_PASSWORD}${more}` }));
    await fc.assert(
      fc.asyncProperty(fc.oneof(tries, near), async (asked) => {
        // Waits are forgotten by then: what is tried here is the password.
        await kit.clock.advance(16 * 60_000);
        const result = await guest.ask(asked as never);
        const { staffNumber, password } = asked;
        const isRight = password === DEMO_PASSWORD && (staffNumber === '1001' || staffNumber === '1009');
        const codes = isRight ? ['ok'] : ['invalid', 'badSignIn', 'tooManyTries'];
        expect(codes).toContain(result.ok ? 'ok' : result.error.code);
      }),
      { numRuns: 100 },
    );
  });

  it('P25: a password beyond its bound is refused before anything is hashed', async () => {
    const kit = await createServerKit();
    const guest = await kit.seat(hotline, { token: null });
    for (const password of ['', 'x'.repeat(201), '水'.repeat(100_000)]) {
      const result = await guest.ask({ type: 'signIn', staffNumber: '1001', password });
      expect(result).toMatchObject({ ok: false, error: { code: 'invalid' } });
    }
    expect(kit.hashed).toEqual([]);
  });

  it('P26: no request about staff but a right one changes anybody, and none shows a hash', async () => {
    const kit = await createServerKit();
    const office = await kit.seat(admin);
    const staffOf = async (): Promise<string> => JSON.stringify(await office.ask({ type: 'staff.list' }));
    const before = await staffOf();
    const requests = fc.oneof(
      fc.record({ type: fc.constant('staff.change'), operatorId: junk, change: junk }),
      fc.record({
        type: fc.constant('staff.change'),
        operatorId: fc.constantFrom('wang-min', 'chen-gang', 'zhou-wei'),
        change: fc.record({ role: junk, disabled: junk, password: junk, centreId: junk, generation: junk }),
      }),
      fc.record({ type: fc.constant('staff.add'), staffNumber: junk, name: junk, role: junk, password: junk }),
      fc.record({ type: fc.constant('staff.events'), before: junk, limit: junk }),
    );
    await fc.assert(
      fc.asyncProperty(requests, async (request) => {
        await kit.clock.advance(1_000);
        const result = await office.ask(request as never);
        expect(JSON.stringify(result)).not.toContain('quick ');
        const isReadable = requestSchema.safeParse(request).success;
        const isForeign = 'operatorId' in request && request.operatorId === 'chen-gang';
        expect(result.ok && (!isReadable || isForeign)).toBe(false);
      }),
      { numRuns: 200 },
    );
    const after = await staffOf();
    expect(after).not.toContain('quick ');
    // Names may have been drawn that fit; nobody has left, changed centre or become an administrator.
    const roles = (text: string) => [
      ...text.matchAll(/"id":"([a-z-]+)","name":"[^"]+","role":"(\w+)","centreId":"([^"]+)"/g),
    ];
    expect(
      roles(after)
        .filter(([, id]) => before.includes(`"${id}"`))
        .map(([, ...rest]) => rest.join()),
    ).toEqual(roles(before).map(([, ...rest]) => rest.join()));
  });
});
