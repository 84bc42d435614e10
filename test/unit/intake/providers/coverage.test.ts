/** What an answer covers: never more than was asked for, never more than is certain or seen. */
import { expect, test } from 'vitest';
import { bankProfile } from '../../../../src/intake/providers/banks.ts';
import { coveredFrom } from '../../../../src/intake/providers/coverage.ts';
import { sparebank1 } from '../../../../src/intake/providers/sparebank1.ts';
import type { Day } from '../../../../src/values/day.ts';
import { conversation, KARI } from './conversation.ts';

test.each([
  ['2026-02-01', undefined, '2026-02-01'], ['2026-02-01', '2026-03-10', '2026-02-01'], ['2024-01-01', undefined, '2025-12-19'], ['2024-01-01', '2026-01-15', '2025-12-19'],
  ['2024-01-01', '2025-06-30', '2025-06-30'], ['2024-01-01', '2023-12-30', '2024-01-01'],
])('from %s with a first row on %s: %s', (asked, earliest, covered) => {
  expect(coveredFrom(asked as Day, '2026-03-18' as Day, earliest as Day | undefined, { historyDays: 89 })).toBe(covered);
});

test('a deep answer covers what its rows reach back to: an older row that is known may be missing', async () => {
  const row = (text: string, bookingStatus: string): object => ({ date: Date.parse(`${text}T23:00:00Z`), amount: -1, currencyCode: 'NOK', description: 'x', bookingStatus });
  const { calling } = conversation({ base: 'https://b.example', secrets: { accessToken: 'a', accessUntil: '9999999999999' }, answer: () => ({ body: { transactions: [row('2024-11-04', 'BOOKED'), row('2026-03-01', 'BOOKED'), row('2023-12-01', 'PENDING')] } }) });
  const { from } = await sparebank1.fetch(calling, KARI, { from: '2026-01-01' as Day, to: '2026-03-18' as Day, isDeepest: true }, bankProfile('sparebank1', ''), false);
  expect(from).toBe('2024-11-05');
});
