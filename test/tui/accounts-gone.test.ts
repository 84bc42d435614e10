/** An account that goes while the cursor is on it. */
import { expect, test } from 'vitest';
import { ftWith, temporaryHome } from '../cli/ft.ts';
import { desk } from './desk.ts';

test('leaves the others in sight', async () => {
  const home = temporaryHome();
  for (const name of ['First', 'Second']) expect((await ftWith({}, home, 'accounts', 'open', name, '--currency', 'NOK')).exit).toBe(0);
  const shown = await desk(home, { screen: 'accounts' });
  await shown.press('G');
  expect(shown.frame()).toContain('▌ Second');
  await shown.press('u');
  expect(shown.frame()).toContain('▌ First');
  expect(shown.frame()).not.toContain('Nothing is imported yet');
  shown.close();
});
