/** The log's schema, one step at a time, in order. Append only; a step that was released is frozen. */
import { commitsAndEvents } from './0001-commits-and-events.ts';
import { sanctionedRedaction } from './0002-sanctioned-redaction.ts';
import { feedMemory } from './0003-feed-memory.ts';
import { hubMemory } from './0004-hub-memory.ts';

export const migrations: readonly string[] = [commitsAndEvents, sanctionedRedaction, feedMemory, hubMemory];
