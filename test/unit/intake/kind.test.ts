/** What a file is, told by its first bytes, in linear time. */
import { expect, it } from 'vitest';
import { kindOf } from '../../../src/intake/statements/kind.ts';

const kind = (text: string): string => kindOf(Buffer.from(text, 'latin1')).is;

it.each([
  ['camt', '<?xml version="1.0"?>\n<!-- made by us -->\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">'],
  ['camt', '<n:Document xmlns:n="x"><n:BkToCstmrStmt>'], ['camt', '<?xml version="1.0"?><BkToCstmrAcctRpt>'],
  ['camt', '<?xml version="1.0"?><!DOCTYPE Document [<!ENTITY a "<!-- > -->">]><Document><BkToCstmrStmt>'],
  ['ofx', 'OFXHEADER:100\nDATA:OFXSGML\n\n<OFX>'], ['ofx', '<?xml version="1.0"?>\n<?OFX OFXHEADER="200"?>\n<OFX>'], ['ofx', '\n<!-- x --><OFX>'],
  ['html', '<!DOCTYPE html><html>'], ['html', '<!-- a --><!-- b -->\n<TABLE>'], ['html', '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C"><html>'],
  ['workbook', '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'],
  ['other', '<?xml version="1.0"?><feed>'], ['other', '<?xml version="1.0"?><!-- never closed'], ['other', '{"a":1}'], ['finance-tracker', '{\n"format":"finance-tracker","version":1'],
  ['qif', '!Type:Bank\nD1/1/2026\n'], ['mt940', ':20:A\n:25:1\n:28C:1\n:60F:C260101NOK0,00\n'], ['mt940', 'Free text\n\n:20:A\n:25:1\n:60F:C260101NOK0,00\n'],
  ['table', 'Dato;Tekst;Beløp\n'], ['table', 'a,b\n:20:,1\n'], ['zip', 'PK\u0003\u0004'],
])('%s: %s', (expected, text) => expect(kind(text)).toBe(expected));

it('takes no longer for markup that never comes to its root', () => {
  for (const part of ['<!---->', '<!-- ', '<?a?>', '<!DOCTYPE a>', '<!DOCTYPE a [', '<?xml', '<Document ', ':20:', '!Type:', 'D1\n'])
    expect(['other', 'table', 'html', 'mt940', 'qif', 'camt']).toContain(kind(part.repeat(60_000 / part.length)));
});
