import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { failure, success } from '../../shared/contract/errors.ts';
import { readAloudCode } from '../../shared/transfer/read-aloud-code.ts';
import { sampleId } from '../../test/fakes/sample-desk.ts';
import { mountDesk } from '../testing/desk-rig.tsx';
import { CodeBox } from './CodeBox.tsx';

const code = readAloudCode(48_291);

test('a misheard digit is caught here, before anything is asked of the seat', async () => {
  const { seat, user } = await mountDesk(<CodeBox />);
  const wrong = code.slice(0, 5) + String((Number(code[5]) + 1) % 10);
  await user.type(screen.getByRole('textbox', { name: '口述码' }), `${wrong}{Enter}`);
  expect(screen.getByText('口述码不对，请对方再念一遍')).toBeVisible();
  expect(seat.callsOf('stub.open')).toHaveLength(0);
});

test('six digits, also with a gap, open the case or a stub', async () => {
  const { seat, user } = await mountDesk(
    <CodeBox />,
    {},
    {
      'stub.open': () => success({ caseId: sampleId(1), draftId: sampleId(901), orderNumber: 'JD1', late: true }),
    },
  );
  await user.type(screen.getByRole('textbox', { name: '口述码' }), `${code.slice(0, 3)} ${code.slice(3)}{Enter}`);
  expect(seat.callsOf('stub.open')).toEqual([{ code }]);
  expect(await screen.findByText('案件内容还没到，已开空表，到达后自动并入')).toBeInTheDocument();
  expect(screen.getByRole('textbox', { name: '口述码' })).toHaveValue('');
});

test('when the seat refuses, what was typed stays', async () => {
  const { user } = await mountDesk(<CodeBox />, {}, { 'stub.open': () => failure('badCode') });
  await user.type(screen.getByRole('textbox', { name: '口述码' }), `${code}{Enter}`);
  expect(await screen.findByRole('alert')).toHaveTextContent('请对方再念一遍六位数字');
  expect(screen.getByRole('textbox', { name: '口述码' })).toHaveValue(code);
});
