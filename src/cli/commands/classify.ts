/** `ft classify`: descriptions on stdin through the whole cascade of this home, one JSON line each. Writes nothing. */
import type { Cascade } from '../../categories/cascade.ts';
import type { Decision, Description, Likely } from '../../categories/decision.ts';
import { shownMerchant } from '../../categories/known-merchants.ts';
import type { Taxonomy } from '../../categories/taxonomy.ts';
import { raise } from '../../errors.ts';
import { jsonText } from '../../format/json.ts';
import { type Currency, isCurrency } from '../../values/currency.ts';
import { normalText } from '../../values/text.ts';
import { typedAmount } from '../../values/typed-amount.ts';
import type { Command, Invocation, Stream } from '../command.ts';

export const classifyCommand: Command = {
  name: 'classify',
  summary: 'name the category of descriptions read from stdin',
  operands: '[description...]',
  details: [
    'Reads lines from stdin: plain text, or JSON like {"description":"REMA 1000","amount":"-249.00","currency":"NOK"}.',
    'With "mcc":"5411" or "bankCodes":["purpose:SALA"] the bank\'s own code counts too ("bankCode" for one; schemes purpose, iso20022, gvc, swift, ofx).',
    'Answers one JSON line for each, in order. With a description on the command line, answers that one.',
  ],
  examples: ['printf \'REMA 1000 OSLO\\n\' | ft classify', 'ft classify "Tannlege Hansen AS"', 'ft export --format json | jq -c \'.transactions[]\' | ft classify'],
  run,
};

/** Lines before the model at a time: enough to sort by length, few enough to answer a pipe while it is still being written. */
const BATCH = 2_048;

async function run({ app, operands }: Invocation): Promise<Stream> {
  app.categorizer()?.warm();
  const model = app.reader();
  const [taxonomy, cascade] = await Promise.all([app.taxonomy(model), app.cascade(model)]);
  const lines = operands.length > 0 ? [operands.join(' ')] : linesOf(process.stdin);
  return { stream: answers(lines, cascade, taxonomy) };
}

async function* answers(lines: Iterable<string> | AsyncIterable<string>, cascade: Cascade, taxonomy: Taxonomy): AsyncGenerator<string, void, undefined> {
  let batch: Description[] = [];
  let line = 0;
  const settle = async (): Promise<string> => {
    const [decisions, likely] = [await cascade.decide(batch), await cascade.likely(batch)];
    const text = batch.map((about, at) => `${jsonText(answer(about, decisions[at]!, likely[at]!, taxonomy))}\n`).join('');
    batch = [];
    return text;
  };
  for await (const text of lines) {
    try {
      batch.push(descriptionIn(text, ++line));
    } catch (error) {
      // What stood before the line that is wrong is answered all the same.
      if (batch.length > 0) yield await settle();
      throw error;
    }
    if (batch.length === BATCH) yield await settle();
  }
  if (batch.length > 0) yield await settle();
}

function answer(about: Description, decision: Decision, likely: readonly Likely[], taxonomy: Taxonomy): object {
  return {
    category: decision.category, group: taxonomy.groupOf(decision.category), merchant: shownMerchant(about.text, about.currency) ?? null,
    confidence: decision.confidence, source: decision.step,
    alternatives: likely.map(({ category, confidence }) => ({ category, confidence })),
  };
}

/** One line -> what the cascade looks at. A JSON object must have a description; whatever is none is plain text, a "{" at its beginning or not. */
function descriptionIn(line: string, number: number): Description {
  if (!line.trimStart().startsWith('{')) return described(line);
  const refuse = (why: string): never => raise('usage', { why: `Line ${number} ${why}.`, hint: 'Write it like {"description":"REMA 1000","amount":"-249.00","currency":"NOK"}, or as plain text.' });
  let found: unknown;
  try {
    found = JSON.parse(line);
  } catch {
    return described(line);
  }
  const { description, amount, currency, mcc, bankCode, bankCodes } = found as Record<string, unknown>;
  if (typeof description !== 'string') return refuse('has no description');
  if (currency !== undefined && currency !== null && !(typeof currency === 'string' && isCurrency(currency))) return refuse(`has a currency that is not in ISO 4217: ${JSON.stringify(currency)}`);
  if (amount !== undefined && amount !== null && typeof amount !== 'string' && typeof amount !== 'number') return refuse('has an amount that is neither text nor number');
  if (isTold(mcc) && !isText(mcc) && typeof mcc !== 'number') return refuse('has a merchant category code (mcc) that is neither text nor number');
  const codes: unknown = bankCodes ?? (isTold(bankCode) ? [bankCode] : []);
  if (!Array.isArray(codes) || !codes.every(isText)) return refuse('has bank codes that are no texts');
  const told: Description = {
    ...described(description), currency: (currency ?? undefined) as Currency | undefined,
    // A number has lost its leading zeros.
    ...(isTold(mcc) ? { mcc: String(mcc).padStart(4, '0') } : {}), ...(codes.length === 0 ? {} : { bankCodes: codes }),
  };
  if (amount === undefined || amount === null || amount === '') return told;
  const read = typedAmount(String(amount), (told.currency ?? 'EUR') as Currency);
  return read.ok ? { ...told, amount: read.value.amount } : refuse(`has an amount that cannot be read, ${JSON.stringify(amount)}: ${read.error}`);
}

const described = (text: string): Description => ({ text, normal: normalText(text) });
const isText = (value: unknown): value is string => typeof value === 'string';
const isTold = (value: unknown): boolean => value !== undefined && value !== null;

/** Characters kept of a line, about; no description is so long, and memory has an end. */
const LONGEST = 1 << 20;

/** Bytes -> lines, without their ends; the last one needs none. Time and memory stay flat over a line without end. */
async function* linesOf(input: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  let begun = '';
  for await (const bytes of input) {
    const [first = '', ...others] = decoder.decode(bytes, { stream: true }).split('\n');
    if (begun.length < LONGEST) begun += first;
    for (const other of others) {
      yield begun.replace(/\r$/, '');
      begun = other;
    }
  }
  begun += decoder.decode();
  if (begun !== '') yield begun.replace(/\r$/, '');
}
