/** What lies beside the program, built or not: its folder is a sibling of these in the sources and in the package. */
import { fileURLToPath } from 'node:url';

/** URL of a file directly in the program's folder -> path of the program of the local model's thread. */
export const modelWorker = (from: string): string => fileURLToPath(new URL('../dist/model-worker.js', from));

/** The same -> path of the folder of the shipped model. */
export const shippedModel = (from: string): string => fileURLToPath(new URL('../models/transaction-categorizer', from));

/** The same -> path of the program that is the demo's bank. */
export const demoBankProgram = (from: string): string => fileURLToPath(new URL('../dist/bank-simulator.mjs', from));
