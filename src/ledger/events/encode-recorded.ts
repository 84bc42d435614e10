/**
 * `transaction.recorded.v1` -> canonical JSON, checked member by member. The twin of the zod schema, for the one event an
 * import writes by the hundred thousand: it costs a quarter of parse and stringify. A property test holds the two together.
 */
import { isCurrency } from '../../values/currency.ts';
import { dayFrom } from '../../values/day.ts';
import type { z } from 'zod';
import type { transactionRecordedV1 } from './transaction.ts';

type Recorded = z.infer<typeof transactionRecordedV1>;
type DecisionPayload = NonNullable<Recorded['decision']>;

const MEMBERS = new Set(['account', 'amount', 'counterparty', 'counterpartyAccount', 'currency', 'date', 'decision', 'description', 'line', 'merchant', 'note', 'ordinal', 'reference', 'source', 'statement', 'type', 'valueDate']);
const STEPS = new Set(['own', 'rule', 'correction', 'bank-code', 'merchant', 'model', 'none']);

let lastDay = '';
/** Rows of one day stand together: the last day that passed passes again without a look at the calendar. */
const isDay = (day: unknown): boolean => day === lastDay || (typeof day === 'string' && dayFrom(day) !== undefined && ((lastDay = day), true));
const isId = (id: unknown): id is string => typeof id === 'string' && id.length > 0 && id.length <= 200;

/** Payload -> its canonical text; undefined when anything about it is not plainly right: the schema then says what. */
export function encodeRecorded(p: Recorded): string | undefined {
  for (const member in p) if (!MEMBERS.has(member)) return undefined;
  const isSound = isId(p.account) && Number.isSafeInteger(p.amount) && isCurrency(p.currency) && isDay(p.date) && typeof p.description === 'string'
    && Number.isSafeInteger(p.ordinal) && p.ordinal >= 1 && (p.source === 'csv' || p.source === 'manual')
    && (p.statement === undefined || isId(p.statement)) && (p.valueDate === undefined || isDay(p.valueDate)) && (p.line === undefined || Number.isSafeInteger(p.line));
  const decision = p.decision === undefined ? '' : decisionText(p.decision);
  if (!isSound || decision === undefined) return undefined;
  for (const text of [p.counterparty, p.counterpartyAccount, p.merchant, p.note, p.reference, p.type]) if (text !== undefined && typeof text !== 'string') return undefined;
  return `{"account":${JSON.stringify(p.account)},"amount":${p.amount === 0 ? 0 : p.amount}${member('counterparty', p.counterparty)}${member('counterpartyAccount', p.counterpartyAccount)
  },"currency":"${p.currency}","date":"${p.date}"${decision},"description":${JSON.stringify(p.description)}${p.line === undefined ? '' : `,"line":${p.line}`
  }${member('merchant', p.merchant)}${member('note', p.note)},"ordinal":${p.ordinal}${member('reference', p.reference)},"source":"${p.source}"${
    member('statement', p.statement)}${member('type', p.type)}${member('valueDate', p.valueDate)}}`;
}

const member = (name: string, value: string | undefined): string => (value === undefined ? '' : `,"${name}":${JSON.stringify(value)}`);

function decisionText(d: DecisionPayload): string | undefined {
  for (const name in d) if (name !== 'by' && name !== 'category' && name !== 'confidence' && name !== 'step') return undefined;
  if (!isId(d.category) || !STEPS.has(d.step) || typeof d.confidence !== 'number' || !(d.confidence >= 0 && d.confidence <= 1)) return undefined;
  if (d.by !== undefined && typeof d.by !== 'string') return undefined;
  return `,"decision":{${d.by === undefined ? '' : `"by":${JSON.stringify(d.by)},`}"category":${JSON.stringify(d.category)},"confidence":${d.confidence},"step":"${d.step}"}`;
}
