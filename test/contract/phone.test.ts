import { createSimulator } from '../../electron/seat/phone/simulator.ts';
import { systemIds } from '../../electron/seat/system.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { phoneSuite } from './phone-suite.ts';

phoneSuite('simulator', () => {
  const clock = createFakeClock();
  const phone = createSimulator(clock, systemIds, '035012345');
  return {
    phone,
    ring: (number) => {
      const rung = phone.simulate(number);
      if (!rung.ok) throw new Error(rung.error.code);
      return rung.value.callId;
    },
    farEndAnswers: () => clock.advance(1_500),
    settle: clock.settle,
  };
});
