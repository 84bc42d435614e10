/** What the thread with the model is asked and answers. */

export interface Ask {
  readonly id: number;
  /** Folder of the model, as transformers.js loads it. */
  readonly folder: string;
  /** As `modelText` makes them. */
  readonly inputs: readonly string[];
  /** How many the model tells apart. */
  readonly labels: number;
  readonly temperature: number;
}

/** A question to this model will follow: it is to be loaded. Answered, with no probabilities, when it is. */
export interface Announce { readonly id: number; readonly folder: string }

/** `probabilities`: one row of calibrated probabilities for each input, in order, labels as in config.json. */
export type Answer = { readonly id: number; readonly probabilities: Float32Array<ArrayBuffer> } | { readonly id: number; readonly failed: string };

/** Id of the answer that nobody asked for: the thread has loaded its libraries. */
export const READY = 0;
