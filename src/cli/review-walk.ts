/** `ft review` at a terminal: one question after the other; each answer is a commit of its own, to be undone by itself. */
import { isOpen } from '../categories/open-groups.ts';
import { settleAsDuplicate, settleAsNew } from '../intake/settle-doubt.ts';
import type { DoubtRow } from '../read-model/doubts.ts';
import type { Invocation } from './command.ts';
import { type Waiting, doubtLines, pairWords } from './review-answer.ts';
import { type Answer, askGroup } from './review-group.ts';
import type { Names } from '../words/names.ts';
import { type Pair, linkEvent, unlinkEvent } from './transfer-pairs.ts';

interface Question {
  readonly ask: () => Promise<Answer>;
  /** False once an earlier answer settled this too. */
  readonly stands: () => boolean;
}

const always = (): boolean => true;
/** Numbers that one key can say. */
const ONE_KEY = 9;

/** Asks about everything that waits, doubtful rows first; answers how many were settled. */
export async function walk(invocation: Invocation, waiting: Waiting, names: Names): Promise<number> {
  const { app, terminal } = invocation;
  const sureFrom = app.sureFrom(false);
  const questions: Question[] = [
    ...waiting.doubts.map((doubt) => ({ ask: () => askDoubt(invocation, doubt, names), stands: always })),
    ...waiting.pairs.map((pair) => ({ ask: () => askPair(invocation, pair, names), stands: always })),
    ...waiting.groups.map((group) => ({
      ask: () => askGroup(invocation, group, names),
      stands: () => { const row = app.read().transactions.get(group.newest.id); return row !== undefined && isOpen(row, sureFrom); },
    })),
  ];
  let settled = 0;
  for (const [at, { ask, stands }] of questions.entries()) {
    if (!stands()) continue;
    terminal.line(`${at > 0 ? '\n' : ''}${at + 1} of ${questions.length}`);
    const answer = await ask();
    if (answer === 'quit') break;
    if (answer === 'settled') settled++;
  }
  return settled;
}

/** An answer -> quit, skip (Enter too), or what it says. By one key, unless that cannot say it. */
async function answered({ terminal }: Invocation, prompt: string, byKey = true): Promise<{ answer: Answer } | { text: string }> {
  const text = byKey ? await terminal.key(prompt) : (await terminal.ask(prompt)).trim();
  if (text === undefined || text === 'q') return { answer: 'quit' };
  return text === '' || text === 's' ? { answer: 'skipped' } : { text };
}

async function askDoubt(invocation: Invocation, doubt: DoubtRow, names: Names): Promise<Answer> {
  const { app, terminal } = invocation;
  const model = app.read();
  for (const line of doubtLines(doubt, model, names, terminal)) terminal.line(line);
  for (;;) {
    const said = await answered(invocation, 'Is it new (n), or the same as which number? s skips, q quits: ', doubt.candidates.length <= ONE_KEY);
    if ('answer' in said) return said.answer;
    const candidate = model.transactions.get(doubt.candidates[Number(said.text) - 1]?.id ?? '');
    if (said.text !== 'n' && !candidate) continue;
    await app.write({ command: 'review', arguments: { doubt: doubt.id, as: said.text === 'n' ? 'new' : 'duplicate' } }, async ({ commit, model: current }) => {
      if (said.text === 'n') await settleAsNew(doubt, { commit, model: current, cascade: await app.cascade(current) });
      else settleAsDuplicate(doubt, candidate!, { commit, model: current });
    });
    return 'settled';
  }
}

async function askPair(invocation: Invocation, pair: Pair, names: Names): Promise<Answer> {
  const { app, terminal } = invocation;
  terminal.line(`  ${pairWords(pair, names, terminal)}`);
  for (;;) {
    const said = await answered(invocation, 'Is it a transfer (y or n)? s skips, q quits: ');
    if ('answer' in said) return said.answer;
    if (!/^(y|j|n)$/i.test(said.text)) continue;
    const isOne = !/^n$/i.test(said.text);
    await app.write({ command: 'review', arguments: { transfer: [pair.out.id, pair.into.id], linked: isOne } }, ({ commit }) => commit.append([isOne ? linkEvent(pair) : unlinkEvent(pair)]));
    return 'settled';
  }
}
