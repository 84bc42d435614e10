/** Which elements of OFX (1.0.2 to 2.3) matter to a statement, and what each is. */

/** Leaves of a transaction, and those that tell what it belongs to. Known leaves are never taken for aggregates, however empty and unclosed they are. */
const LEAVES = [
  'TRNTYPE', 'DTPOSTED', 'DTUSER', 'DTAVAIL', 'DTTRAN', 'TRNAMT', 'FITID', 'CORRECTFITID', 'CORRECTACTION', 'CHECKNUM', 'REFNUM', 'SIC', 'NAME', 'EXTDNAME', 'MEMO', 'CATEGORY', 'VALUEDATE', 'PENDING',
  'CURDEF', 'ACCTID', 'ACCTTYPE', 'BANKID', 'BRANCHID', 'ACCTKEY', 'BROKERID', 'CURSYM', 'CURRATE', 'BALAMT', 'DTASOF', 'DTSTART', 'DTEND', 'CODE', 'SEVERITY', 'MESSAGE', 'ORG', 'FID',
  'TRNUID', 'DTSERVER', 'LANGUAGE', 'SRVRTID', 'PAYEEID', 'ADDR1', 'ADDR2', 'ADDR3', 'CITY', 'STATE', 'POSTALCODE', 'COUNTRY', 'PHONE', 'SUBACCTFUND', 'INTU.BID', 'INTU.USERID', 'INTU.ORG',
  'DTTRADE', 'DTSETTLE', 'REVERSALFITID', 'INCOMETYPE', 'TOTAL', 'UNITS', 'TFERACTION', 'UNIQUEID', 'UNIQUEIDTYPE',
] as const;
export type Leaf = (typeof LEAVES)[number];

/** What an aggregate is to the reader. `ignored`: nothing in it is a movement of the account. `left-out`: ignored, but named. `investment`: so too, in a list of investments. `cash`: an investment record that may move cash. `wrapper`: holds one transaction. */
export type Role = 'root' | 'statement' | 'list' | 'transaction' | 'part' | 'wrapper' | 'ignored' | 'left-out' | 'investment' | 'cash' | 'open';

const leaves = new Map<string, Leaf>(LEAVES.map((name) => [name, name]));
const roles = new Map<string, Role>();
for (const [role, names] of [
  ['root', 'OFX'],
  ['statement', 'STMTRS CCSTMTRS INVSTMTRS'],
  ['list', 'BANKTRANLIST BANKTRANLISTP INVTRANLIST'],
  ['transaction', 'STMTTRN STMTTRNP'],
  ['wrapper', 'INVBANKTRAN'],
  ['cash', 'INCOME RETOFCAP INVEXPENSE MARGININTEREST TRANSFER'],
  ['part', 'BANKACCTFROM CCACCTFROM INVACCTFROM BANKACCTTO CCACCTTO CURRENCY ORIGCURRENCY LEDGERBAL AVAILBAL STATUS'],
  // accounts, securities, cash of an investment account and closing letters are told beside the statement, not in it
  ['ignored', 'SIGNUPMSGSRSV1 PROFMSGSRSV1 EMAILMSGSRSV1 BILLPAYMSGSRSV1 SECLISTMSGSRSV1 SECLIST ACCTINFORS INVBAL BALLIST INV401KBAL'],
] as const) for (const name of names.split(' ')) roles.set(name, role);

/** Records of an investment account, in plain words. */
const INVESTMENTS = {
  BUYDEBT: 'bond purchase', BUYMF: 'fund purchase', BUYOPT: 'option purchase', BUYOTHER: 'purchase of other securities', BUYSTOCK: 'share purchase', CLOSUREOPT: 'option closure',
  INCOME: 'investment income', INVEXPENSE: 'investment expense', JRNLFUND: 'cash moved between sub-accounts', JRNLSEC: 'securities moved between sub-accounts', MARGININTEREST: 'margin interest',
  REINVEST: 'reinvestment', RETOFCAP: 'return of capital', SELLDEBT: 'bond sale', SELLMF: 'fund sale', SELLOPT: 'option sale', SELLOTHER: 'sale of other securities', SELLSTOCK: 'share sale',
  SPLIT: 'share split', TRANSFER: 'transfer of securities',
};
const OTHERS = { INVPOSLIST: 'list of holdings', INVOOLIST: 'list of open orders', INV401K: 'pension plan summary', LOANSTMTRS: 'loan statement', AMRTSTMTRS: 'amortization statement' };
const LEFT_OUT = new Map([...Object.entries(INVESTMENTS), ...Object.entries(OTHERS)]);
for (const name of Object.keys(INVESTMENTS)) if (!roles.has(name)) roles.set(name, 'investment');
for (const name of Object.keys(OTHERS)) roles.set(name, 'left-out');

/** Name -> the leaf it is, as one shared text; undefined for all others. */
export const leafOf = (name: string): Leaf | undefined => leaves.get(name);

/** Name of an element, and whether it holds only other elements -> what it is; undefined for a leaf that nothing here reads. */
export function roleOf(name: string, isBlank: boolean): Role | undefined {
  const known = roles.get(name);
  // with text in it, it is a leaf of some bank's own; what carries rows is an aggregate nevertheless, so that no row is lost
  if (!isBlank) return known === 'root' || known === 'statement' || known === 'list' || known === 'transaction' ? known : undefined;
  if (known !== undefined) return known;
  // answers to other questions than for a statement: transfers and payments to be made, mail, closing letters
  return name.endsWith('TRNRS') && !/^(?:CC|INV|LOAN|AMRT)?STMTTRNRS$/.test(name) ? 'ignored' : 'open';
}

/** Name of a left-out record in plain words with the name of its element, as in "share purchase (BUYSTOCK)". */
export const leftOutAs = (name: string): string => `${LEFT_OUT.get(name) ?? 'investment record'} (${name})`;
