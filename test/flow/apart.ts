/** Devices apart: homes of their own that import files of one true history, and take in one another's commits when they meet. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deliver } from '../../src/intake/deliver.ts';
import { identify } from '../../src/intake/identify.ts';
import { type Met, meet } from '../../src/intake/meet.ts';
import type { Profile } from '../../src/intake/profiles/profile.ts';
import type { StoredCommit } from '../../src/ledger/log.ts';
import { EVERYTHING } from '../../src/read-model/query-sql.ts';
import type { TransactionRow } from '../../src/read-model/rows.ts';
import { type Day, addDays } from '../../src/values/day.ts';
import { TestHome } from './home.ts';

/** One thing that happened in an account, `day` days after the first. */
export interface Fact { readonly day: number; readonly amount: number; readonly shop: string; readonly endToEnd?: string }
export const FIRST = '2026-01-05' as Day;
const NUMBER = '86011117947';
const IBAN = `NO93${NUMBER}`;

const text = (minor: number, mark: string): string => `${minor < 0 ? '-' : ''}${Math.floor(Math.abs(minor) / 100)}${mark}${String(Math.abs(minor) % 100).padStart(2, '0')}`;
const dayOf = (fact: Fact): Day => addDays(FIRST, fact.day);

/** Facts -> a file in the manner of a bank. `short`: its words before they grow. */
export const FILES = {
  csv: (facts: readonly Fact[]) => table(facts, ({ shop }) => `${shop} STORGATA OSLO NOR`),
  short: (facts: readonly Fact[]) => table(facts, ({ shop }) => shop),
  camt: (facts: readonly Fact[]) => `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr>
<Stmt><CreDtTm>2026-02-01T10:00:00</CreDtTm><Acct><Id><IBAN>${IBAN}</IBAN></Id><Ccy>NOK</Ccy></Acct>
${facts.map((fact) => `<Ntry><Amt Ccy="NOK">${text(Math.abs(fact.amount), '.')}</Amt><CdtDbtInd>${fact.amount < 0 ? 'DBIT' : 'CRDT'}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>${dayOf(fact)}</Dt></BookgDt>
<NtryDtls><TxDtls>${fact.endToEnd === undefined ? '' : `<Refs><EndToEndId>${fact.endToEnd}</EndToEndId></Refs>`}<RltdPties>${fact.amount < 0 ? '<Cdtr><Pty><Nm>' : '<Dbtr><Pty><Nm>'}${fact.shop}${fact.amount < 0 ? '</Nm></Pty></Cdtr>' : '</Nm></Pty></Dbtr>'}</RltdPties><RmtInf><Ustrd>*1234 NOK ${text(Math.abs(fact.amount), '.')} ${fact.shop.toUpperCase()} Kurs 1.0000</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`).join('\n')}
</Stmt></BkToCstmrStmt></Document>`,
  ofx: (facts: readonly Fact[]) => `OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>NOK<BANKACCTFROM><BANKID>1<ACCTID>${NUMBER}</BANKACCTFROM><BANKTRANLIST>
${facts.map((fact, at) => `<STMTTRN><TRNTYPE>OTHER<DTPOSTED>${dayOf(fact).replaceAll('-', '')}<TRNAMT>${text(fact.amount, '.')}<FITID>${at + 1}<NAME>${fact.shop.toUpperCase()}</STMTTRN>`).join('\n')}
</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n`,
} as const;
export type Format = keyof typeof FILES;

const table = (facts: readonly Fact[], words: (fact: Fact) => string): string =>
  `Day;Words;Amount;Account\n${facts.map((fact) => `${dayOf(fact)};${words(fact)};${text(fact.amount, ',')};${NUMBER}`).join('\n')}\n`;
const LAYOUT: Profile = { id: 'street', header: ['Day', 'Words', 'Amount', 'Account'], columns: { date: 'Day', description: ['Words'], amount: 'Amount', account: 'Account' }, dates: ['ymd'], decimal: ',', currency: 'NOK' };

export class Device extends TestHome {
  #files = 0;
  constructor(readonly name: string) { super(name); }

  /** Imports facts as a file of a format -> the commit's id; undefined where it says nothing new. */
  async import(format: Format, facts: readonly Fact[]): Promise<string | undefined> {
    const file = join(this.folder, `${this.#files++}.${format}`);
    writeFileSync(file, FILES[format](facts));
    this.now += 1000;
    const source = identify(file, { userProfiles: [LAYOUT] });
    if (!source.ok) throw new Error(JSON.stringify(source.error));
    const { value, commit } = await this.app.write({ command: 'import', arguments: {} }, async ({ commit: draft, model }) =>
      deliver([{ file, source }], { account: undefined, strict: false }, { commit: draft, model, cascade: await this.app.cascade(model), progress: () => {} }));
    const [outcome] = value.files;
    if (!outcome || !('report' in outcome)) throw new Error(JSON.stringify(outcome));
    return commit?.id;
  }

  /** Takes in what another device has and this one lacks, as a hub would hand it over. Nothing meets yet. */
  async receive(from: Device): Promise<number[]> {
    const [theirs, known] = [from.app.reader(true)!.log, new Set(this.app.reader(true)!.log.heads().map((head) => `${head.device} ${head.sequence}`))];
    const lacking = theirs.heads().flatMap((head) => (known.has(`${head.device} ${head.sequence}`) ? [] : theirs.chain(head.device, this.app.log().headOf(head.device)?.sequence ?? 0)));
    if (lacking.length === 0) return [];
    this.now += 1000;
    await this.app.replica().receive(false, async (receiving) => {
      for (const commit of lacking.sort((a, b) => a.number - b.number)) await receiving.take(commit, theirs.eventsOf(commit));
    });
    const { log } = this.app.read();
    return lacking.map(({ id }) => log.commitById(id)!.number);
  }

  /** What arrived meets what is here, in a commit of its own. */
  async meet(arrived: readonly number[]): Promise<{ met: Met; commit: StoredCommit | undefined }> {
    this.now += 1000;
    const { value, commit } = await this.app.write({ command: 'hub sync', arguments: {} }, (writing) => meet(writing, arrived));
    return { met: value, commit };
  }

  /** Receives and meets; true where anything came or came of it. */
  async sync(from: Device): Promise<boolean> {
    const arrived = await this.receive(from);
    if (arrived.length > 0) await this.meet(arrived);
    return arrived.length > 0;
  }

  rows(): TransactionRow[] { return this.app.reader(true)!.queries.find(EVERYTHING, { oldestFirst: true }); }
}

/** Everybody takes everything in until nobody has anything new. */
export async function settle(devices: readonly Device[]): Promise<void> {
  for (let round = 0; round < 20; round++) {
    let isNew = false;
    for (const to of devices) for (const from of devices) if (from !== to && (await to.sync(from))) isNew = true;
    if (!isNew) return;
  }
  throw new Error('the devices never settle');
}

/** What two devices must agree on. */
export const seen = (device: Device): unknown[] => device.rows().map(({ id, account, date, amount, category, note, parts, twin, description }) => ({ id, account, date, amount, category, note, parts, twin, description }));
/** Facts and rows as a multiset of days and amounts. */
export const inTruth = (facts: readonly Fact[]): string[] => facts.map((fact) => `${dayOf(fact)} ${fact.amount}`).sort();
export const inLedger = (device: Device): string[] => device.rows().map(({ date, amount }) => `${date} ${amount}`).sort();
