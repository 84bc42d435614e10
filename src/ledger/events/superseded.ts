/**
 * Event names that are read but no longer written: every payload of the earlier name is one of the later. Beside list.ts
 * because reading the log must not load its schemas.
 */
const superseded: Readonly<Record<string, string>> = { 'transaction.recorded.v1': 'transaction.recorded.v2', 'doubt.raised.v1': 'doubt.raised.v2' };

/** Name as stored -> the name under which this program knows the event. */
export const presentName = (type: string): string => superseded[type] ?? type;

/** Name as this program knows it -> every name under which it may be stored. */
export const storedNames = (type: string): string[] => [type, ...Object.keys(superseded).filter((earlier) => superseded[earlier] === type)];
