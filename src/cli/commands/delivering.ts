/** The commands that read statements, as one loaded file: the bank layouts alone weigh as much as all the rest of ft. A declared list. */
export { demoCommand } from './demo.ts';
export { importCommand } from './import.ts';
export { profilesCommand } from './profiles.ts';
