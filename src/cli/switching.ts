/** Undo and redo are one act in two directions: find the commit, rehearse, show, ask, write one event about it. */
import type { App } from '../app.ts';
import { raise } from '../errors.ts';
import { inertText } from '../format/inert.ts';
import { type Direction, isAgreed, lastSwitchable } from '../insight/last-switchable.ts';
import { type UndoEffect, undoEffect } from '../insight/undo-effect.ts';
import { wallOf } from '../ledger/clock.ts';
import type { StoredCommit } from '../ledger/log.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { Invocation, Outcome } from './command.ts';
import { type Telling, commitWords } from '../words/commit-words.ts';
import { PREVIEW_ONLY, consent } from './asking.ts';
import { shortCommit } from '../words/phrases.ts';
import { resolveCommit } from './resolve.ts';
import type { Names } from '../words/names.ts';
import { effectLines } from '../words/effect-words.ts';
import { effectJson, effectTold } from './undo-answer.ts';

/** What the commit did: `words` in the locale's form, `what` by language. */
interface Rehearsed { readonly effect: UndoEffect; readonly names: Names; readonly words: string; readonly what: Readonly<Record<Telling['locale'], string>> }

/** The run of `ft undo` and `ft redo`. Raises 'commit-unknown', 'id-ambiguous', 'nothing-to-undo', 'already-undone', 'consent-stands'. */
export async function switching(direction: Direction, invocation: Invocation): Promise<Outcome> {
  const { app, operands, terminal, yes } = invocation;
  const target = targetOf(direction, app.read(), operands[0]);
  const rehearsed = await rehearse(direction, app, target, terminal.locale);
  const { effect, names, words, what } = rehearsed;
  const telling = { locale: terminal.locale, language: 'en', unicode: terminal.unicode, width: terminal.environment.stdoutIsTty ? terminal.width : null } as const;
  const title = inertText(`${direction === 'undo' ? 'Undo' : 'Redo'} ${shortCommit(target.id)}, ${app.localMinute(wall(target))}: ${words}`);
  const preview = [title, ...effectLines(effect, names, telling, false)];
  const goesAhead = await consent(invocation, preview, direction === 'undo' ? 'Take it back?' : 'Bring it back?');
  const commit = goesAhead ? (await app.write(requestOf(direction, target), ({ commit: draft, model }) => {
    // Another ft may have done it while the person was thinking.
    refuseIfDone(direction, model, target);
    draft.append([eventOf(direction, target)]);
  })).commit : undefined;
  const wasShown = terminal.isInteractive && !yes;
  return {
    json: { applied: commit !== undefined, [direction]: target.id, what: what.en, effect: effectJson(effect, names), told: effectTold(effect, names, what), commit: commit?.id ?? null },
    lines: async () => {
      if (!commit) return wasShown ? ['Nothing was done.'] : [...preview, PREVIEW_ONLY];
      const back = `${direction === 'undo' ? 'Bring it back' : 'Take it back again'} with: ft ${direction === 'undo' ? 'redo' : 'undo'} ${shortCommit(target.id)}`;
      const done = [inertText(`${direction === 'undo' ? 'Undone' : 'Redone'}: ${words}`), ...(wasShown ? [] : effectLines(effect, names, telling, true))];
      return [...done, back];
    },
  };
}

/** The commit meant: the one named, else the last one. */
function targetOf(direction: Direction, model: ReadModel, text: string | undefined): StoredCommit {
  const target = text === undefined ? lastSwitchable(direction, model) : resolveCommit(model, text);
  if (!target) return raise('nothing-to-undo', { redo: direction === 'redo' });
  if (direction === 'undo' && isAgreed(model.log.countsOf(target))) raise('consent-stands', { commit: shortCommit(target.id) });
  refuseIfDone(direction, model, target);
  return target;
}

function refuseIfDone(direction: Direction, model: ReadModel, target: StoredCommit): void {
  const stands = model.activity.isActive(target.number);
  if (stands !== (direction === 'undo')) raise('already-undone', { commit: shortCommit(target.id), redo: direction === 'redo' });
}

const requestOf = (direction: Direction, target: StoredCommit) => ({ command: direction, arguments: { commit: target.id } });
const eventOf = (direction: Direction, target: StoredCommit) =>
  ({ type: direction === 'undo' ? 'commit.undone.v1' as const : 'commit.redone.v1' as const, subject: target.id, payload: {} });
const wall = (commit: StoredCommit): number => wallOf(commit.clock);

/** Everything happens and is rolled back; the ledger on disk beside it says what it would change. */
async function rehearse(direction: Direction, app: App, target: StoredCommit, locale: Telling['locale']): Promise<Rehearsed> {
  const beside = app.beside();
  try {
    const telling = { model: beside.model, taxonomy: await app.taxonomy(beside.model) };
    const words = commitWords(target, { ...telling, locale, language: 'en' });
    const what = { en: commitWords(target, { ...telling, locale: 'en' }), nb: commitWords(target, { ...telling, locale: 'nb' }) };
    const { value } = await app.write(requestOf(direction, target), async ({ commit, model }) => {
      commit.append([eventOf(direction, target)]);
      commit.settle();
      const effect = undoEffect(beside.model, model, target);
      // Labels and names of both sides: what goes away has its name only before, what comes back only after.
      const [richer, other] = direction === 'undo' ? [beside.model, model] : [model, beside.model];
      const accounts = richer.accounts.all();
      const names = { taxonomy: await app.taxonomy(richer), accounts: [...accounts, ...other.accounts.all().filter(({ id }) => accounts.every((account) => account.id !== id))] };
      return { effect, names };
    }, true);
    return { ...value, words, what };
  } finally {
    beside.close();
  }
}
