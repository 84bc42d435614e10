/** The published documents of the faces beside Enable Banking, held against every request and answer where FT_PSD2_SPECS says where they are. */
import type { FaceId, RawAnswer, RawRequest } from '../../bank-simulator/contract.ts';
import { type DocumentOptions, type PublishedDocument, publishedDocument, specsFolder } from '../../bank-simulator/openapi.ts';

const folder = specsFolder(process.env);
/** Whether answers are held against the published documents in this run. */
export const areInspected = folder !== undefined;

const ACCOUNTS = 'sparebank1-personal-accounts_30b36c06-4fe6-4426-a3e9-a99f88ab6995.json';
const BALANCE = 'sparebank1-personal-accounts_d1e2d5ca-3321-4791-9114-2c702adbfdbf.json';
const TRANSACTIONS = 'sparebank1-personal-transactions_d1e1ab4d-9613-4d34-9b08-7d0d0b7757e9.json';
const EXPORT = 'sparebank1-personal-transactions_117b7d16-a1d5-4a06-b390-daabeb47915d.json';

const opened = new Map<string, PublishedDocument>();
function documentOf(file: string, options: DocumentOptions): PublishedDocument | undefined {
  if (folder === undefined) return undefined;
  const key = `${file} ${options.prefix ?? ''}`;
  const found = opened.get(key) ?? publishedDocument(folder, file, options);
  opened.set(key, found);
  return found;
}

const GOCARDLESS: DocumentOptions = {
  outside: /^\/(?:api\/v2\/)?psd2\/start\//,
  deviations: [
    { where: /answer 400/, why: 'errors that are keyed by field fit no schema of the document, whose own examples show them so' },
    { where: /answer 409/, why: 'the account object of a 409 fits no schema of the document, whose own example shows it so' },
    { where: /currencyExchange must be array/, why: 'Revolut sends an object (FACTS 7)' },
    { where: /ssn must be string/, why: 'the service sends null for what is not given' },
  ],
};

const SPAREBANK1: DocumentOptions = {
  prefix: '/personal/banking',
  deviations: [
    { where: /answer [45]\d\d/, why: 'the document has one shape for every status' },
    { where: /unknown parameter source/, why: 'the document calls it "Transaction source", FACTS 4 has both names' },
  ],
};

const BERLIN_GROUP: DocumentOptions = {
  outside: /\/sca\//,
  deviations: [
    { where: /unknown parameter page\b|is not in berlin-group/, why: 'links to pages and files are the bank\'s own' },
    { where: /remittanceInformationStructured must be object/, why: 'a text up to version 1.3.6, and at many banks still' },
    { where: /answer 200\/balances\/0\/balanceType must be equal/, why: 'Revolut writes InterimBooked (FACTS 7)' },
    { where: /lacks query bookingStatus/, why: 'a link to a page has its own query' },
    { where: /amount must be string|Amount\/amount must be string/, why: 'Commerzbank and others send JSON numbers (FACTS 5)' },
    { where: /currencyExchange must be array/, why: 'Revolut sends an object (FACTS 7)' },
  ],
};

/** For `SimulatorOptions.inspect`: what the documents say against a request and its answer. The token endpoint of SpareBank 1 has no document, SimpleFIN none at all. */
export function againstDocuments(face: FaceId, request: RawRequest, answer: RawAnswer): readonly string[] {
  const { pathname } = new URL(request.url);
  if (face === 'gocardless') return documentOf('gocardless-bank-account-data-v2.openapi.json', GOCARDLESS)?.inspect(request, answer) ?? [];
  if (face === 'berlingroup') {
    const view = /^\/berlingroup(\/(?!v1\/|sca\/)[^/]+)?/.exec(pathname)?.[1];
    return documentOf('berlin-group-psd2-api-1.3.11.openapi.yaml', { ...BERLIN_GROUP, ...(view && { prefix: view }) })?.inspect(request, answer) ?? [];
  }
  if (face !== 'sparebank1' || pathname.includes('/oauth/')) return [];
  const file = pathname.endsWith('/export') ? EXPORT : pathname.endsWith('/accounts/balance') ? BALANCE : pathname.includes('/transactions') ? TRANSACTIONS : ACCOUNTS;
  return documentOf(file, SPAREBANK1)?.inspect(request, answer) ?? [];
}
