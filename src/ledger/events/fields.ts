/**
 * The fields events are made of. STORED FORMAT: widening is a new event version.
 * Every schema of this room lists its members in alphabetical order: zod gives them back in that order, so that
 * JSON.stringify of a parsed payload is canonical (a test holds it to that).
 */
import * as z from 'zod';
import { isCurrency } from '../../values/currency.ts';
import { dayFrom, monthFrom } from '../../values/day.ts';

/** Safe integer of minor units. */
export const amount = z.int();
/** YYYY-MM-DD. */
export const day = z.string().refine((text) => dayFrom(text) !== undefined, 'not a day');
/** YYYY-MM. */
export const month = z.string().refine((text) => monthFrom(text) !== undefined, 'not a month');
/** ISO 4217. */
export const currency = z.string().refine(isCurrency, 'not an ISO 4217 code');
export const id = z.string().min(1).max(200);
export const text = z.string();
export const step = z.enum(['own', 'rule', 'correction', 'bank-code', 'merchant', 'model', 'none']);
export const decision = z.strictObject({ by: text.optional(), category: id, confidence: z.number().min(0).max(1), step });
