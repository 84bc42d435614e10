/** The zod twin of profile.ts, in a file of its own because zod is slow to load. STORED FORMAT: see profile.ts. */
import * as z from 'zod';
import { isCurrency } from '../../values/currency.ts';
import type { Profile } from './profile.ts';

const column = z.union([z.string(), z.int().min(0).max(999)]);
const rule = z.strictObject({
  column, equals: z.array(z.string()).optional(), notEquals: z.array(z.string()).optional(), contains: z.array(z.string()).optional(), startsWith: z.array(z.string()).optional(), digits: z.boolean().optional(),
});
const columns = z.strictObject({
  date: column, valueDate: column.optional(), executed: column.optional(), description: z.array(column), amount: column.optional(), in: column.optional(), out: column.optional(), direction: column.optional(),
  amountIn: column.optional(), currencyIn: column.optional(), fee: column.optional(), balance: column.optional(), currency: z.array(column).optional(), account: column.optional(), accountName: column.optional(),
  accountFrom: column.optional(), accountTo: column.optional(), counterparty: column.optional(), payer: column.optional(), payee: column.optional(), counterpartyAccount: column.optional(), reference: column.optional(), type: column.optional(),
  category: z.array(column).optional(), categoryGroup: column.optional(), note: z.array(column).optional(), checkNumber: column.optional(),
}).refine((c) => c.amount !== undefined || c.in !== undefined || c.out !== undefined, 'an amount column, or in and out columns, must be named');

const profile = z.strictObject({
  id: z.string().min(1).max(100), bank: z.string().optional(), program: z.string().optional(), country: z.string().optional(), header: z.array(z.string()).min(1).optional(), variants: z.array(z.array(z.string())).optional(), width: z.int().min(2).max(999).optional(),
  delimiter: z.string().length(1).optional(), columns, dates: z.array(z.enum(['dmy', 'mdy', 'ymd', 'serial', 'dm', 'md'])).min(1), decimal: z.enum([',', '.']).optional(), sign: z.enum(['split-signed', 'charge-positive']).optional(),
  directions: z.strictObject({ in: z.array(z.string()), out: z.array(z.string()) }).optional(), currency: z.string().refine(isCurrency, 'no ISO 4217 code').optional(), pending: z.union([z.array(rule), z.literal('no-amount')]).optional(),
  ignore: z.array(rule).optional(), keep: z.array(rule).optional(), blankDate: z.literal('ignore').optional(), blankAmount: z.literal('ignore').optional(), splits: z.enum(['numbered', 'same-reference']).optional(), opening: z.array(z.string()).optional(), period: z.boolean().optional(), weak: z.boolean().optional(), explicit: z.boolean().optional(),
});

/** Anything (a stored payload, a file) -> Profile, or the reason why it is none. */
export function profileFrom(value: unknown): { readonly profile: Profile } | { readonly why: string } {
  const parsed = profile.safeParse(value);
  if (parsed.success) return { profile: parsed.data as Profile };
  const issue = parsed.error.issues[0];
  return { why: issue ? `${issue.path.join('.') || 'profile'}: ${issue.message}` : 'it is no layout' };
}
