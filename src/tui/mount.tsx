/** Hands the dashboard over to Ink. A file of its own in the bundle, read when the first frame stands already: Ink takes longer to load than everything else. */
import { render } from 'ink';
import { Frame, type FrameProps } from './frame.tsx';

export interface MountOptions extends FrameProps {
  /** Where whole frames go. */
  readonly writer: object;
  /** A screen reader reads along. */
  readonly isSpoken: boolean;
}

/** Draws from now on, until what it answers is called. */
export function mount({ writer, isSpoken, ...frame }: MountOptions): () => void {
  const ink = render(<Frame {...frame} />, {
    // Every frame whole and at once: the writer sends what is new of it. It hears the keys no more than it hears the size: both are ours.
    stdout: writer as NodeJS.WriteStream, debug: true, isScreenReaderEnabled: isSpoken, exitOnCtrlC: false, patchConsole: false,
  });
  ink.waitUntilExit().catch(frame.failed);
  return () => ink.unmount();
}
