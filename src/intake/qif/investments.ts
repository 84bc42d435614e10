/** Records of a securities register: which of them move cash in or out of the account, and what the others are. */
import type { Minor } from '../../values/money.ts';
import type { Row } from '../rows.ts';
import { type Fields, isAccountNumber, targetOf } from './fields.ts';

/** Actions that move cash of this account: `in` as it is signed, `out` against it, `signed` as written. */
const CASH: Readonly<Record<string, 'in' | 'out' | 'signed'>> = {
  cash: 'signed', miscinc: 'in', miscexp: 'out', xin: 'in', xout: 'out', contribx: 'in', withdrwx: 'out',
  div: 'in', intinc: 'in', cglong: 'in', cgmid: 'in', cgshort: 'in', rtrncap: 'in', margint: 'out',
};

/** Actions that move shares, or cash of another account (those on X). */
const OTHERS: Readonly<Record<string, string>> = {
  buy: 'share purchase', buyx: 'share purchase', cvrshrt: 'closing of a short sale', cvrshrtx: 'closing of a short sale', sell: 'share sale', sellx: 'share sale', shtsell: 'short sale', shtsellx: 'short sale',
  shrsin: 'shares moved in', shrsout: 'shares moved out', stksplit: 'share split', reinvdiv: 'reinvested dividend', reinvint: 'reinvested interest', reinvlg: 'reinvested gain', reinvmd: 'reinvested gain', reinvsh: 'reinvested gain',
  divx: 'dividend into another account', intincx: 'interest into another account', cglongx: 'gain into another account', cgmidx: 'gain into another account', cgshortx: 'gain into another account',
  rtrncapx: 'capital returned into another account', miscincx: 'income of another account', miscexpx: 'expense of another account', margintx: 'interest from another account',
  grant: 'option grant', vest: 'option vesting', exercise: 'option exercise', exercisx: 'option exercise', exercisex: 'option exercise', expire: 'option expiry', reminder: 'reminder',
};

/** How the cash of an action goes, or what else it is ("share purchase (Buy)"); undefined for an action of no known meaning. */
export function actionOf(action: string): { readonly cash: 'in' | 'out' | 'signed' } | { readonly leftOut: string } | undefined {
  const key = action.toLowerCase().replace(/\s/g, '');
  const cash = CASH[key];
  if (cash) return { cash };
  return OTHERS[key] === undefined ? undefined : { leftOut: `${OTHERS[key]} (${action})` };
}

/** T of a securities register is written without its direction: the action gives it. */
export function cashAmount(written: Minor, way: 'in' | 'out' | 'signed'): Minor {
  return (way === 'out' && written > 0 ? -written : written) as Minor;
}

/** Fields of a cash movement -> the words of its row. */
export function investmentWords({ payee, memo, security, number, category }: Fields): Pick<Row, 'description' | 'counterparty' | 'counterpartyAccount' | 'type' | 'bankCategory'> {
  const target = targetOf(category);
  const counterparty = payee || target.account;
  return {
    description: [memo, security].filter(Boolean).join(' · ') || payee,
    ...(counterparty === undefined || counterparty === '' ? {} : { counterparty }),
    ...(target.account !== undefined && isAccountNumber(target.account) ? { counterpartyAccount: target.account } : {}),
    type: target.account === undefined ? number : 'transfer',
    ...(target.category === undefined ? {} : { bankCategory: target.category }),
  };
}
