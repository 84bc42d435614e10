/** The commands that only look. A declared list: one line a command. */
export { accountsCommand } from './accounts.ts';
export { budgetCommand } from './budget.ts';
export { categoriesCommand } from './categories.ts';
export { classifyCommand } from './classify.ts';
export { historyCommand } from './history.ts';
export { listCommand } from './list-transactions.ts';
export { logCommand } from './log.ts';
export { reportCommand } from './report.ts';
export { showCommand } from './show.ts';
export { whyCommand } from './why.ts';
