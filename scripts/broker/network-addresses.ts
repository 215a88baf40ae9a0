import { networkInterfaces } from 'node:os';

/** IPv4 addresses that others in the network reach this machine by. */
export function networkAddresses(interfaces = networkInterfaces()): readonly string[] {
  const found = Object.values(interfaces)
    .flatMap((entries) => entries ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)
    // 169.254/16 is what a machine gives itself where nobody gave it one (RFC 3927).
    .filter((address) => !address.startsWith('169.254.'));
  return [...new Set(found)];
}
