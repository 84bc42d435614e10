/**
 * The bank's own code: what the card network says of the merchant's trade, what the payer says of the purpose, what the bank says of the kind of
 * transaction. Codes that name one trade or matter decide; broad and weak ones are heard after everything that knows better.
 */
import { type Meaning, SURE_TRADE, matterOf, tradeOf } from './bank-codes/meanings.ts';
import type { Decision, Description, InstantStep } from './decision.ts';
import type { Taxonomy } from './taxonomy.ts';

/** Codes that German banks give to pay and pensions alike; the words tell which. */
const PAY_OR_PENSION: ReadonlySet<string> = new Set(['gvc:053', 'gvc:153', 'gvc:157']);
const SAYS_PENSION = /(?:^|[^\p{L}]|alters|betriebs|witwen|waisen|zusatz|minderungs)(?:renten?|pension|ruhegeh|versorgungs)/iu;

/** A code and what it stands for here. */
interface Reading { readonly code: string; readonly meaning: Meaning }

/** What the codes of a description say: the first that is sure, else the surest; those of the transaction before the merchant's. Undefined where none says anything. */
function readingOf(about: Description): Reading | undefined {
  // Most rows come without any code, and pay nothing for this step.
  if (about.mcc === undefined && about.bankCodes === undefined) return undefined;
  let best: Reading | undefined;
  for (const code of about.bankCodes ?? []) {
    const meaning = matterOf(code, about.amount);
    if (meaning?.isSure) return { code, meaning };
    if (meaning && (!best || meaning.confidence > best.meaning.confidence)) best = { code, meaning };
  }
  const trade = about.mcc === undefined ? undefined : tradeOf(about.mcc);
  return trade && (!best || trade.confidence > best.meaning.confidence) ? { code: `mcc:${about.mcc}`, meaning: trade } : best;
}

function decisionOf({ code, meaning }: Reading, about: Description): Decision {
  const category = PAY_OR_PENSION.has(code) && SAYS_PENSION.test(`${about.text} ${about.counterparty ?? ''}`) ? 'benefits' : meaning.category;
  return { category, step: 'bank-code', confidence: meaning.confidence, by: code };
}

/** What the codes say, broad and weak ones too, for where nothing better is known: 5812 is mostly a restaurant, 7299 some service. Undefined where no code says anything. */
export function broadCode(about: Description): Decision | undefined {
  const reading = readingOf(about);
  return reading && decisionOf(reading, about);
}

/** True for a decision that rests on a broad or weak code. */
export const restsOnBroadCode = ({ step, confidence }: Pick<Decision, 'step' | 'confidence'>): boolean => step === 'bank-code' && confidence < SURE_TRADE;

/** The step of the cascade: decides by codes that name one trade or matter. */
export function bankCodeStep(taxonomy: Taxonomy): InstantStep {
  return {
    step: 'bank-code',
    decideNow(about: Description) {
      const reading = readingOf(about);
      return reading?.meaning.isSure ? decisionOf(reading, about) : undefined;
    },
    explain({ by = '', category }, about) {
      const meaning = by.startsWith('mcc:') ? tradeOf(by.slice('mcc:'.length)) : matterOf(by, about?.amount);
      const words = meaning ? ` (${meaning.words})` : '';
      const heard = meaning && !meaning.isSure ? ' That is a broad code, so it was heard only where neither a known merchant nor the local model settled it.' : '';
      return `${codeName(by)}${words} stands for ${taxonomy.label(category)}.${heard}`;
    },
  };
}

const SCHEMES: Readonly<Record<string, string>> = {
  mcc: 'The card network\'s merchant category code', purpose: 'The payer\'s purpose code', iso20022: 'The bank transaction code', gvc: 'The bank\'s Geschäftsvorfallcode',
  swift: 'The SWIFT code', ofx: 'The OFX code',
};

/** "mcc:5411" -> "The card network's merchant category code 5411" */
function codeName(by: string): string {
  const end = by.indexOf(':');
  return `${SCHEMES[by.slice(0, end)] ?? 'The bank\'s code'} ${by.slice(end + 1)}`;
}
