/**
 * `transaction.recorded.v2` -> canonical JSON, checked member by member. The twin of the zod schema, for the one event an
 * import writes by the hundred thousand: it costs a quarter of parse and stringify. A property test holds the two together.
 */
import { isCurrency } from '../../values/currency.ts';
import { dayFrom } from '../../values/day.ts';
import type { z } from 'zod';
import type { transactionRecordedV2 } from './transaction.ts';

type Recorded = z.infer<typeof transactionRecordedV2>;
type DecisionPayload = NonNullable<Recorded['decision']>;

const MEMBERS = new Set(['account', 'amount', 'bankCategory', 'bankCodes', 'batchReference', 'checkNumber', 'counterparty', 'counterpartyAccount', 'creditorReference', 'currency', 'date', 'decision', 'description', 'endToEndId', 'line',
  'mandateId', 'mcc', 'merchant', 'note', 'ordinal', 'original', 'reference', 'source', 'statement', 'type', 'valueDate']);
const STEPS = new Set(['own', 'rule', 'correction', 'bank-code', 'merchant', 'model', 'none']);

let lastDay = '';
/** Rows of one day stand together: the last day that passed passes again without a look at the calendar. */
const isDay = (day: unknown): boolean => day === lastDay || (typeof day === 'string' && dayFrom(day) !== undefined && ((lastDay = day), true));
const isId = (id: unknown): id is string => typeof id === 'string' && id.length > 0 && id.length <= 200;

/** Payload -> its canonical text; undefined when anything about it is not plainly right: the schema then says what. */
export function encodeRecorded(p: Recorded): string | undefined {
  for (const member in p) if (!MEMBERS.has(member)) return undefined;
  const isSound = isId(p.account) && Number.isSafeInteger(p.amount) && isCurrency(p.currency) && isDay(p.date) && typeof p.description === 'string'
    && Number.isSafeInteger(p.ordinal) && p.ordinal >= 1 && typeof p.source === 'string' && p.source.length > 0 && p.source.length <= 40
    && (p.statement === undefined || isId(p.statement)) && (p.valueDate === undefined || isDay(p.valueDate)) && (p.line === undefined || Number.isSafeInteger(p.line));
  const decision = p.decision === undefined ? '' : decisionText(p.decision);
  if (!isSound || decision === undefined) return undefined;
  const { bankCategory, batchReference, checkNumber, counterparty, counterpartyAccount, creditorReference, endToEndId, mandateId, mcc, merchant, note, reference, type } = p;
  for (const text of [bankCategory, batchReference, checkNumber, counterparty, counterpartyAccount, creditorReference, endToEndId, mandateId, mcc, merchant, note, reference, type]) if (text !== undefined && typeof text !== 'string') return undefined;
  const codes = p.bankCodes === undefined ? '' : codesText(p.bankCodes);
  const original = p.original === undefined ? '' : originalText(p.original);
  if (codes === undefined || original === undefined) return undefined;
  return `{"account":${JSON.stringify(p.account)},"amount":${p.amount === 0 ? 0 : p.amount}${member('bankCategory', bankCategory)}${codes}${member('batchReference', batchReference)}${member('checkNumber', checkNumber)}${
    member('counterparty', counterparty)}${member('counterpartyAccount', counterpartyAccount)}${member('creditorReference', creditorReference)
  },"currency":"${p.currency}","date":"${p.date}"${decision},"description":${JSON.stringify(p.description)}${member('endToEndId', endToEndId)}${p.line === undefined ? '' : `,"line":${p.line}`
  }${member('mandateId', mandateId)}${member('mcc', mcc)}${member('merchant', merchant)}${member('note', note)},"ordinal":${p.ordinal}${original}${member('reference', reference)},"source":${JSON.stringify(p.source)}${
    member('statement', p.statement)}${member('type', type)}${member('valueDate', p.valueDate)}}`;
}

function codesText(codes: readonly string[]): string | undefined {
  if (!Array.isArray(codes) || codes.length > 20 || codes.some((code) => typeof code !== 'string')) return undefined;
  return `,"bankCodes":${JSON.stringify(codes)}`;
}

function originalText({ amount, currency, rate, ...other }: NonNullable<Recorded['original']>): string | undefined {
  const isSound = Number.isSafeInteger(amount) && isCurrency(currency) && (rate === undefined || typeof rate === 'string') && Object.keys(other).length === 0;
  return isSound ? `,"original":{"amount":${amount === 0 ? 0 : amount},"currency":"${currency}"${member('rate', rate)}}` : undefined;
}

const member = (name: string, value: string | undefined): string => (value === undefined ? '' : `,"${name}":${JSON.stringify(value)}`);

function decisionText(d: DecisionPayload): string | undefined {
  for (const name in d) if (name !== 'by' && name !== 'category' && name !== 'confidence' && name !== 'step') return undefined;
  if (!isId(d.category) || !STEPS.has(d.step) || typeof d.confidence !== 'number' || !(d.confidence >= 0 && d.confidence <= 1)) return undefined;
  if (d.by !== undefined && typeof d.by !== 'string') return undefined;
  return `,"decision":{${d.by === undefined ? '' : `"by":${JSON.stringify(d.by)},`}"category":${JSON.stringify(d.category)},"confidence":${d.confidence},"step":"${d.step}"}`;
}
