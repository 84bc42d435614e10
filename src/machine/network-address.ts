/** What this machine is called in its network: its address, as banks want it named when a person is there (PSU-IP-Address), and its name. */
import { hostname, networkInterfaces } from 'node:os';

/** Bridges of containers and virtual machines lead nowhere. */
const INSIDE = /^(?:docker|br-|veth|virbr|vmnet|vboxnet|lxc|cni|podman)/;

/** Addresses by interface, as Node tells them -> the first IPv4 one, else IPv6, that is neither this machine's own nor of one link only; undefined where there is none. */
export function networkAddress(interfaces: ReturnType<typeof networkInterfaces> = networkInterfaces()): string | undefined {
  const outward = Object.entries(interfaces).filter(([name]) => !INSIDE.test(name)).flatMap(([, addresses]) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !/^(?:169\.254\.|fe[89ab])/i.test(address));
  return (outward.find(({ family }) => family === 'IPv4') ?? outward[0])?.address;
}

/** Its name, without the network's. */
export const machineName = (): string => hostname().split('.')[0]!.slice(0, 60);
