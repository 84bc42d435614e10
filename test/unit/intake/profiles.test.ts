import { describe, expect, it } from 'vitest';
import { tell } from '../../../src/errors.ts';
import { identify } from '../../../src/intake/identify.ts';
import { builtIn, listProfiles, profileNames } from '../../../src/intake/profiles/built-in.ts';
import { profileFrom } from '../../../src/intake/profiles/schema.ts';
import { FACTS, fileOf, statementIn } from './write-statement.ts';

describe('built-in layouts', () => {
  it('are at least 150, each with its own id', () => {
    expect(builtIn.length).toBeGreaterThanOrEqual(150);
    expect(new Set(profileNames()).size).toBe(builtIn.length);
    expect(listProfiles()[0]).toMatchObject({ id: 'no-dnb-txt-2026', bank: 'DNB', country: 'NO', own: false });
  });

  it.each(builtIn.map((profile) => [profile.id, profile] as const))('%s has the stored shape, and its columns are in its header', (_, profile) => {
    expect(profileFrom(profile)).toEqual({ profile });
    const names = Object.values(profile.columns).flat().filter((ref) => typeof ref === 'string');
    for (const name of names) expect(profile.header).toContain(name);
    for (const variant of profile.variants ?? []) expect(variant.length).toBeLessThanOrEqual(profile.header!.length);
  });

  const recognised = builtIn.filter(({ explicit }) => !explicit);
  it.each(recognised.map((profile) => [profile.id, profile] as const))('%s is recognised by its own kind of file, without a flag', (_, profile) => {
    const source = identify(fileOf(statementIn(profile)), { userProfiles: [], ...(profile.currency ? {} : { currency: 'EUR' as never }) });
    if (!source.ok) {
      // two banks write alike: then the failure has to name this one among them
      expect(source.error).toMatchObject({ code: 'layout-ambiguous', profiles: expect.arrayContaining([profile.id]) as unknown });
      return;
    }
    const batches = [...source.value.batches()];
    expect(batches.flatMap(({ problems }) => problems)).toEqual([]);
    const rows = batches.flatMap((batch) => batch.rows);
    expect(rows.map(({ bookingDate, amount }) => [bookingDate, amount]), source.value.profile).toEqual(FACTS.map(({ day, minor }) => [day, minor]));
    expect(rows.every(({ currency }) => currency === (profile.currency ?? 'EUR')), `${source.value.profile} ${rows[0]?.currency}`).toBe(true);
    expect(rows[0]!.description).toBe('GROCER ONE');
  });

  it.each(builtIn.map((profile) => [profile.id, profile] as const))('%s reads its own kind of file when it is named', (_, profile) => {
    const source = identify(fileOf(statementIn(profile)), { profile: profile.id, userProfiles: [], ...(profile.currency ? {} : { currency: 'EUR' as never }) });
    if (!source.ok) throw new Error(tell(source.error).message);
    expect(source.value.profile).toBe(profile.id);
    expect([...source.value.batches()].flatMap(({ rows }) => rows).map(({ bookingDate, amount }) => [bookingDate, amount])).toEqual(FACTS.map(({ day, minor }) => [day, minor]));
  });
});
