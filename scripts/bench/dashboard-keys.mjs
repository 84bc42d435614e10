/** The keys that the bench of the dashboard presses: on each screen what a person does there, and nothing that writes. */

const ESC = '\u001b';
const DOWN_PAGE = `${ESC}[6~`;
const UP_PAGE = `${ESC}[5~`;
const times = (count, ...keys) => Array.from({ length: count }, () => keys).flat();
const typed = (text) => [...text];

const MOVING = [...times(20, 'j'), ...times(5, 'k'), ...times(6, DOWN_PAGE), ...times(3, UP_PAGE), 'G', ...times(5, 'k'), UP_PAGE, 'g', 'g', `${ESC}[B`, '\u0004', '\u0015'];
const SEARCH = ['/', ...typed('kiwi'), ...times(2, '\u007f'), ...typed('rema >100'), '\r', ...times(10, 'j'), ...times(3, DOWN_PAGE), 'G', 'g', 'g', 'x'];

/** [screen, what a terminal sends for each key] for every screen, in the order of Tab. */
export const keysPerScreen = () => [
  ['overview', ['g', 'o', ...MOVING, ...times(4, '['), ...times(4, ']')]],
  ['transactions', ['g', 't', ...MOVING, ...SEARCH, ...times(3, '['), ...times(3, ']'), 'x', '\r', 'j', 'j', ESC]],
  ['review', ['g', 'r', ...MOVING, ...times(5, 's'), ...times(2, 'b')]],
  ['budgets', ['g', 'b', ...MOVING, ...times(4, '['), ...times(4, ']'), 'v', ...times(3, 'j'), 'v']],
  ['trends', ['g', 's', ...times(6, 'h'), ...times(6, 'l'), 'z', 'z', 'v', ...times(4, 'h'), 'v', 'v', 'c', 'c']],
  ['accounts', ['g', 'a', ...MOVING]],
  ['history', ['g', 'h', ...MOVING]],
  ['tab', times(21, '\t')],
  ['help', times(5, '?', 'j', DOWN_PAGE, ESC)],
];
