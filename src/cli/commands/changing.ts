/** The commands that change something or sort things out. A declared list: one line a command. */
export { addCommand } from './add.ts';
export { categorizeCommand } from './categorize.ts';
export { doctorCommand } from './doctor.ts';
export { noteCommand } from './note.ts';
export { rebuildCommand } from './rebuild.ts';
export { redoCommand } from './redo.ts';
export { reviewCommand } from './review.ts';
export { rulesCommand } from './rules.ts';
export { splitCommand } from './split.ts';
export { transfersCommand } from './transfers.ts';
export { undoCommand } from './undo.ts';
