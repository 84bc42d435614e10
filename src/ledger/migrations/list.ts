/** The log's schema, one step at a time, in order. Append only; a step that was released is frozen. */
import { commitsAndEvents } from './0001-commits-and-events.ts';
import { feedMemory } from './0003-feed-memory.ts';
import { sanctionedRedaction } from './0002-sanctioned-redaction.ts';

export const migrations: readonly string[] = [commitsAndEvents, sanctionedRedaction, feedMemory];
