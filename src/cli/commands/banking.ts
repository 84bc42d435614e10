/** The commands that talk to banks, as one loaded file: providers and what reads their answers. A declared list. */
export { bankCommand } from './bank.ts';
export { syncCommand } from './sync.ts';
