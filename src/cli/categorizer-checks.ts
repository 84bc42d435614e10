/** What `ft doctor` finds out about the categorizer: whether the local model is there, is the shipped one and runs, and the known merchants. */
import type { App } from '../app.ts';
import { modelText } from '../categories/transformer/features.ts';
import { knownMerchants } from '../categories/known-merchants.ts';
import { tell } from '../errors.ts';

/** `ok` it is well; `look` the person may want to do something; `bad` something is broken. */
export interface Finding { readonly check: string; readonly state: 'ok' | 'look' | 'bad'; readonly says: string; readonly mend?: string }

/** A text that names nobody on the lists, so that an answer is the model's. */
const TRIAL = 'tannlege';

/** The local model: its files, its digest, and one answer. That it is missing is no damage: the other steps go on. */
export async function model(app: App): Promise<Finding[]> {
  const categorizer = app.categorizer();
  if (!categorizer) return [{ check: 'model', state: 'ok', says: 'The local model is switched off by FT_MODEL.' }];
  const facts = categorizer.facts();
  if (!facts.ok) {
    const { message, hint } = tell(facts.error);
    return [{ check: 'model', state: facts.error.code === 'model-tampered' ? 'bad' : 'look', says: message, mend: hint }];
  }
  const answer = await categorizer.ask([modelText(TRIAL, undefined, undefined)]);
  if (!answer.ok) {
    return [{ check: 'model', state: 'look', says: tell(answer.error).message, mend: `Its runtime is made for Linux with glibc, macOS and Windows on x64 and arm64; this is ${process.platform} on ${process.arch} with Node ${process.version}. If that should do, its files are incomplete: install finance-tracker again. Rules, corrections and known merchants go on without it.` }];
  }
  return [{ check: 'model', state: 'ok', says: `The local model ${facts.value.id} is there, its digest fits, and it answers.` }];
}

/** How many known merchants the lists hold. */
export function merchants(): Finding[] {
  const count = knownMerchants().count();
  return [count > 0 ? { check: 'merchants', state: 'ok', says: `${count} known merchants.` }
    : { check: 'merchants', state: 'look', says: 'The lists of known merchants are empty.', mend: 'Install finance-tracker again to get them back.' }];
}
