/** Which `aws:SourceIp` ranges AWS takes for the whole internet. */
import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** Wider than /8 (IPv4) or /32 (IPv6) is public; private ranges (RFC 1918) never are. */
export function isPublicAddressRange(range: string): boolean {
  const [address = '', prefix] = range.split('/');
  const width = prefix === undefined ? 128 : Number(prefix);
  if (isIPv4(address)) return !(width >= 8) && !isPrivate(address, width);
  if (isIPv6(address)) return !(width >= 32);
  return true; // no address: a variable or a wildcard
}

function isPrivate(address: string, width: number): boolean {
  return privateRanges.some(({ range, prefix }) => width >= prefix && range.check(address));
}

const privateRanges = [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
].map(([address, prefix]) => {
  const range = new BlockList();
  range.addSubnet(String(address), Number(prefix), 'ipv4');
  return { range, prefix: Number(prefix) };
});
