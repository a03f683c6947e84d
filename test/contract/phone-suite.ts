import { beforeEach, describe, expect, it } from 'vitest';
import type { Phone } from '../../electron/seat/ports.ts';
import type { Call } from '../../shared/entities/call.ts';

/** A phone and the exchange behind it, in the hand of the test. */
type PhoneWorld = {
  readonly phone: Phone;
  /** Lets a call ring; answers with its id. */
  readonly ring: (number: string) => string;
  /** Time passes until the far end has answered a dialled call. */
  readonly farEndAnswers: () => Promise<void>;
  /** Everything that needs no time has happened. */
  readonly settle: () => Promise<void>;
};

/** What every phone adapter must do, whichever softphone stands behind it. */
export function phoneSuite(name: string, create: () => PhoneWorld): void {
  describe(`phone: ${name}`, () => {
    let world: PhoneWorld;
    let calls: Call[];
    let links: boolean[];
    const states = (): string[] => calls.map((call) => call.state);
    beforeEach(async () => {
      world = create();
      calls = [];
      links = [];
      world.phone.start({ call: (call) => calls.push(call), link: (up) => links.push(up) });
      await world.settle();
    });

    it('tells that its line is up', () => {
      expect(links).toEqual([true]);
    });

    it('rings, is answered, held, resumed, and ends with a cause; outcomes come as events after the command', async () => {
      const callId = world.ring('13800000000');
      await world.settle();
      for (const command of ['answer', 'hold', 'resume', 'hangup'] as const) {
        const before = calls.length;
        expect(world.phone.command(callId, command).ok).toBe(true);
        expect(calls).toHaveLength(before);
        await world.settle();
      }
      expect(states()).toEqual(['ringing', 'active', 'held', 'active', 'ended']);
      expect(
        calls.every((call) => call.callId === callId && call.direction === 'in' && call.ani === '13800000000'),
      ).toBe(true);
      expect(calls.at(-1)?.cause).not.toBe('');
      expect(calls.at(-1)?.answeredAt).not.toBeNull();
    });

    it('a withheld number is empty and not trusted', async () => {
      world.ring('');
      await world.settle();
      expect(calls[0]).toMatchObject({ ani: '', aniTrust: 'unknown' });
    });

    it('dials, and the far end answers later', async () => {
      expect(world.phone.dial('035012345').ok).toBe(true);
      await world.settle();
      expect(states()).toEqual(['dialing']);
      await world.farEndAnswers();
      expect(states()).toEqual(['dialing', 'active']);
      expect(calls[0]).toMatchObject({ direction: 'out', dnis: '035012345' });
    });

    it('refuses what does not fit the state, and a call it does not know', async () => {
      const callId = world.ring('13800000000');
      await world.settle();
      expect(world.phone.command(callId, 'hold')).toMatchObject({ ok: false, error: { code: 'phoneRefused' } });
      expect(world.phone.command('another', 'answer')).toMatchObject({ ok: false, error: { code: 'noCall' } });
      world.phone.command(callId, 'hangup');
      await world.settle();
      expect(world.phone.command(callId, 'answer')).toMatchObject({ ok: false });
    });

    it('is silent after stop', async () => {
      world.ring('13800000000');
      world.phone.stop();
      const before = calls.length;
      await world.settle();
      expect(calls).toHaveLength(before);
    });
  });
}
