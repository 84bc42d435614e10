/** A network between a device and its hub that breaks where a test wants it to: after so many bytes, in one of three ways. */
import { type Socket, connect, createServer } from 'node:net';

export interface Cut {
  /** Whose bytes are counted: what the device says, or what the server says. */
  readonly side: 'device' | 'server';
  /** So many still pass. */
  readonly after: number;
  /** reset: the connection is gone at once; end: both ends are told that the other hung up; silence: nothing passes any more, and nobody is told. */
  readonly how: 'reset' | 'end' | 'silence';
}

export interface Proxy {
  readonly port: number;
  /** Bytes that passed since the last `arm` or `heal`. */
  readonly passed: Record<Cut['side'], number>;
  /** True once it has cut. */
  readonly hasCut: boolean;
  /** Breaks at the next chance; whoever connects afterwards is hung up on. */
  arm(cut: Cut): void;
  heal(): void;
  close(): Promise<void>;
}

export async function startProxy(target: number): Promise<Proxy> {
  const open = new Set<Socket>();
  const passed = { device: 0, server: 0 };
  let cut: Cut | undefined;
  let isCut = false;

  const breakOff = (how: Cut['how'], both: readonly Socket[]): void => {
    isCut = true;
    for (const socket of both) {
      if (how === 'reset') socket.resetAndDestroy();
      else if (how === 'end') socket.end();
    }
  };
  const pass = (from: Socket, to: Socket, side: Cut['side']): void => {
    from.on('data', (bytes: Buffer) => {
      if (isCut) return;
      const room = cut?.side === side ? Math.max(0, cut.after - passed[side]) : bytes.length;
      const through = bytes.subarray(0, room);
      passed[side] += through.length;
      to.write(through);
      if (cut?.side === side && passed[side] >= cut.after) breakOff(cut.how, [from, to]);
    });
    from.on('end', () => { if (!isCut || cut?.how === 'end') to.end(); });
    from.on('error', () => to.destroy());
    from.on('close', () => {
      open.delete(from);
      // A silent network does not tell the server either; it learns by itself, here when the test heals it.
      if (!isCut || cut?.how !== 'silence') to.destroy();
    });
    open.add(from);
  };
  const server = createServer((device) => {
    if (isCut) return void device.destroy();
    const there = connect(target, '127.0.0.1');
    pass(device, there, 'device');
    pass(there, device, 'server');
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const renew = (next: Cut | undefined): void => {
    for (const socket of open) socket.destroy();
    [cut, isCut, passed.device, passed.server] = [next, false, 0, 0];
  };
  return {
    port: (server.address() as { port: number }).port, passed, get hasCut() { return isCut; }, arm: renew, heal: () => { renew(undefined); },
    close: () => new Promise((resolve) => {
      for (const socket of open) socket.destroy();
      server.close(() => { resolve(); });
    }),
  };
}
