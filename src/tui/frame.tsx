/** The dashboard on Ink: it lays out the panes, and draws again when the dashboard says so. */
import { useMemo, useSyncExternalStore } from 'react';
import { Box, Text, Transform, useIsScreenReaderEnabled } from 'ink';
import type { Dashboard } from './dashboard.ts';
import type { Band, Pane, Size } from './screen.ts';

type Subscribe = (heard: () => void) => () => void;
export interface FrameProps {
  readonly dashboard: Pick<Dashboard, 'subscribe' | 'version' | 'view'>;
  /** Subscribes to the size of the terminal, and tells it. */
  readonly onResize: Subscribe;
  readonly size: () => Size;
  /** Hears what went wrong in drawing: Ink would show it, and stay. */
  readonly failed: (error: unknown) => void;
}

/** The whole terminal. */
export function Frame({ dashboard, onResize, size, failed }: FrameProps) {
  useSyncExternalStore(useMemo(() => together(dashboard.subscribe), [dashboard]), dashboard.version);
  const { columns, rows } = useSyncExternalStore(onResize, size);
  const isSpoken = useIsScreenReaderEnabled();
  const view = drawn(dashboard, { columns, rows }, failed);
  if (isSpoken) return <Spoken view={view} />;
  return (
    <Box flexDirection="column" width={columns} height={rows}>
      {view.map(({ height, panes }, band) => (
        <Box key={band} height={height} flexDirection="row" columnGap={1}>
          {panes.map((pane, at) => <PaneView key={at} pane={pane} height={height} />)}
        </Box>
      ))}
    </Box>
  );
}

function drawn(dashboard: FrameProps['dashboard'], size: Size, failed: FrameProps['failed']): readonly Band[] {
  try {
    return dashboard.view(size);
  } catch (error) {
    failed(error);
    return [];
  }
}

/** Redraws that are asked for together are one: keys that came at once are drawn once. */
function together(subscribe: Subscribe): Subscribe {
  return (heard) => {
    let isAsked = false;
    return subscribe(() => {
      if (isAsked) return;
      isAsked = true;
      queueMicrotask(() => {
        isAsked = false;
        heard();
      });
    });
  };
}

/** For a screen reader: the lines of one pane after the other. */
function Spoken({ view }: { readonly view: readonly Band[] }) {
  const lines = view.flatMap(({ panes }) => panes.flatMap((pane) => pane.lines)).filter((text) => text.trim() !== '');
  return <Box flexDirection="column">{lines.map((text, at) => <Text key={at}>{text}</Text>)}</Box>;
}

/**
 * Lines in their place. They are put in as the frame is written, by a transform over blank ones: Ink then measures the blank ones only, and
 * once (it keeps every text that it ever measured, so the lines themselves would fill the memory of a dashboard that is left open).
 */
function PaneView({ pane, height }: { readonly pane: Pane; readonly height: number }) {
  return (
    <Box width={pane.width} height={height} flexShrink={0}>
      <Transform transform={(_blank, at) => pane.lines[at] ?? ''}><Text>{blank(height)}</Text></Transform>
    </Box>
  );
}

const blanks = new Map<number, string>();
function blank(height: number): string {
  let text = blanks.get(height);
  if (text === undefined) blanks.set(height, (text = new Array<string>(height).fill(' ').join('\n')));
  return text;
}
