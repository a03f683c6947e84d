import { expect, it } from 'vitest';
import { createRunLimit } from './run-limit.ts';

it('P25: so many at once, so many waiting, the rest is told at once; a place is handed on in order', async () => {
  const limited = createRunLimit(2, 1);
  const gates = Array.from({ length: 3 }, () => Promise.withResolvers<void>());
  const begun: number[] = [];
  const run = (each: number) =>
    limited(async () => {
      begun.push(each);
      await gates[each]!.promise;
      return each;
    });
  const results = [run(0), run(1), run(2)];
  expect(await run(3)).toMatchObject({ ok: false, error: { code: 'busy' } });
  expect(begun).toEqual([0, 1]);
  gates[0]!.resolve();
  expect(await results[0]).toEqual({ ok: true, value: 0 });
  expect(begun).toEqual([0, 1, 2]);
  gates[1]!.resolve();
  gates[2]!.resolve();
  expect(await Promise.all(results)).toEqual([0, 1, 2].map((value) => ({ ok: true, value })));
});

it('a work that throws gives its place back', async () => {
  const limited = createRunLimit(1, 0);
  await expect(limited(() => Promise.reject(new Error('broke')))).rejects.toThrow('broke');
  expect(await limited(async () => 1)).toEqual({ ok: true, value: 1 });
});
