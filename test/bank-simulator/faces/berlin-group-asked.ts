/** What the parts of the Berlin Group's face are given, and how they say no. */
import type { Bank, SimAnswer, SimRequest, View } from '../contract.ts';

/** What every part of this face is given. `root`: path of the bank's API from the origin. */
export interface Asked { readonly request: SimRequest; readonly parts: readonly string[]; readonly view: View; readonly bank: Bank; readonly root: string }

/** An error with its message code, as tppMessages or as application/problem+json. */
export function refusal(bank: Bank, status: number, code: string, text: string): SimAnswer {
  if (bank.option('errors') === 'problem') return { status, headers: { 'content-type': 'application/problem+json' }, body: { type: `https://berlingroup.example/problems/${code}`, title: code, detail: text, code } };
  return { status, body: { tppMessages: [{ category: 'ERROR', code, text }] } };
}
