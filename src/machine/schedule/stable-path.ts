/** What a schedule starts: paths that are still there after an upgrade, and none in a place that is cleared. */
import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, isAbsolute, join, sep } from 'node:path';

/** A process as it was started. */
export interface Started { readonly node: string; readonly script: string; readonly path: string }
export interface StableProgram {
  /** Absolute paths of node and of ft. */
  readonly words: readonly [node: string, script: string];
  /** The one of them that lies where things are cleared; undefined where none does. */
  readonly temporary: string | undefined;
}

/** npx, pnpm dlx, yarn dlx, bunx, and the folder a shell that fnm sets up. */
const CLEARED = /[\\/](?:_npx|dlx|dlx-[^\\/]*|xfs-[^\\/]*|bunx-[^\\/]*|fnm_multishells)[\\/]/;

const real = (path: string): string => {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
};

/** Folders that the system clears. */
const placesHere = (): readonly string[] => [tmpdir(), '/tmp', '/var/tmp', '/dev/shm', '/run/user'].flatMap((place) => [place, real(place)]);

/** The first entry of PATH under one of these names that is this very file: it stays when what it points to is replaced. */
function inPath(names: readonly string[], target: string, path: string, isTemporary: (path: string) => boolean): string | undefined {
  const folders = path.split(delimiter).filter((folder) => isAbsolute(folder));
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((candidate) => real(candidate) === target && !isTemporary(candidate));
}

/** How this process was started -> what a schedule starts in its place. `places`: folders that are cleared, those of this system unless said. */
export function stableProgram({ node, script, path }: Started, places = placesHere()): StableProgram {
  const isTemporary = (one: string): boolean => CLEARED.test(one) || places.some((place) => one.startsWith(place + sep));
  const [realNode, realScript] = [real(node), real(script)];
  const words = [inPath(['node', 'nodejs'], realNode, path, isTemporary) ?? node, inPath(['ft', 'finance-tracker'], realScript, path, isTemporary) ?? realScript] as const;
  const temporary = isTemporary(realScript) || isTemporary(script) ? realScript : isTemporary(realNode) ? realNode : undefined;
  return { words, temporary };
}
