/** What happened to a commit. Subject: the commit's id. Undo switches all its events off, redo on again. */
import * as z from 'zod';

export const commitUndoneV1 = z.strictObject({});
export const commitRedoneV1 = z.strictObject({});
