/** Commits and events as COPY text. */
import { describe, expect, it } from 'vitest';
import { cell, commitFrom, commitLine, eventFrom, eventLine, isoOf } from '../../../src/hub/wire.ts';
import type { StoredCommit, StoredEvent } from '../../../src/ledger/log.ts';

/** COPY's text as PostgreSQL reads it. https://www.postgresql.org/docs/current/sql-copy.html */
const read = (line: string): (string | null)[] => line.replace(/\n$/, '').split('\t')
  .map((text) => (text === '\\N' ? null : text.replace(/\\(.)/gs, (_, sign: string) => ({ n: '\n', r: '\r', t: '\t' })[sign] ?? sign)));

const commit: StoredCommit = {
  number: 7, id: 'id', device: 'device', sequence: 3, clock: '1767600000123.0000', command: 'a\tb\\c\nd\re', arguments: '{"path":"C:\\\\n"}', argumentsSalt: Buffer.from('00ff', 'hex'), argumentsDigest: null, first: 1, events: 1, digest: 'd', previous: '', hash: 'h',
};
const event: StoredEvent = { position: 1, commit: 7, type: 'x.y.v1', subject: '\\N', payload: '{"a":"\\n\\t\\\\"}', salt: Buffer.from('0102', 'hex'), digest: null };

describe('a cell', () => {
  it.each(['', 'plain', '\\', '\\N', '\\.', 'a\tb', 'a\nb', 'a\r\nb', '\\\\', '\t', '\u2028æ🙂', '\b\f\v'])('comes back: %j', (text) => {
    expect(cell(text)).not.toMatch(/[\t\n\r]/);
    expect(read(cell(text))).toEqual([text]);
  });
  it('of nothing is told apart from the text that looks like it', () => {
    expect(read(`${cell(null)}\t${cell('\\N')}`)).toEqual([null, '\\N']);
  });
});

describe('a line', () => {
  it('of a commit comes back as it was', () => {
    const [at, chain, sequence, id, clock, command, text, salt, argumentsDigest, events, digest, previous, hash, sealed] = read(commitLine(commit, 5, undefined));
    expect([at, chain, sequence, sealed]).toEqual(['2026-01-05 08:00:00.123Z', '5', '3', null]);
    const back = commitFrom([sequence!, Number(events), id!, clock!, command!, text!, Buffer.from(salt!.slice(2), 'hex'), argumentsDigest!, digest!, previous!, hash!, null], 'device', undefined, 'h');
    const { number: _, first: __, ...header } = commit;
    expect(back).toEqual(header);
  });
  it('of an event comes back as it was', () => {
    const [, , sequence, place, type, subject, payload, salt, digest] = read(eventLine(event, 0, commit, 5, undefined));
    const { position: _, commit: __, ...whole } = event;
    expect(eventFrom([sequence!, Number(place), type!, subject!, payload!, Buffer.from(salt!.slice(2), 'hex'), digest!, null], 'device', undefined, 'h')).toEqual(whole);
  });
  it('of a clock that no calendar reaches stands at the latest instant, and keeps its clock', () => {
    const [at, , , , clock] = read(commitLine({ ...commit, clock: '9999999999999.ffff' }, 5, undefined));
    expect([at, clock]).toEqual(['2100-01-01 00:00:00.000Z', '9999999999999.ffff']);
  });
});

it('writes instants as the calendar has them, leap years too', () => {
  const instants = [0, 1, 999, 951_782_399_999, 951_782_400_000, 4_107_542_399_999, 4_102_444_800_000];
  for (let year = 1970; year <= 2100; year++) for (const [month, day] of [[0, 1], [1, 28], [1, 29], [2, 1], [11, 31]] as const) instants.push(Date.UTC(year, month, day, 23, 59, 59, 999), Date.UTC(year, month, day));
  for (let at = 0; at < 2000; at++) instants.push(Math.floor((at / 2000) * 4_102_444_800_000) + at);
  for (const instant of instants) expect(isoOf(instant)).toBe(new Date(instant).toISOString().replace('T', ' '));
});
