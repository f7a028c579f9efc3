/** IP addresses and ranges as numbers; `undefined`: not one. */
export interface Address {
  readonly bits: 32 | 128;
  /** 32-bit words, most significant first. */
  readonly words: readonly number[];
}
export interface Range extends Address {
  readonly prefix: number;
}

const OCTET = /^(?:25[0-5]|2[0-4]\d|1?\d?\d)$/;

/** A bare address is a range of one. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress */
export function parseRange(text: string): Range | undefined {
  const slash = text.indexOf('/');
  const address = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (address === undefined) return undefined;
  if (slash < 0) return { ...address, prefix: address.bits };
  const digits = text.slice(slash + 1);
  const prefix = /^\d{1,3}$/.test(digits) ? Number(digits) : Infinity;
  return prefix <= address.bits ? { ...address, prefix } : undefined;
}

export function parseAddress(text: string): Address | undefined {
  return text.includes(':') ? parseVersion6(text) : parseVersion4(text);
}

export function inRange({ bits, words }: Address, range: Range): boolean {
  if (bits !== range.bits) return false;
  let left = range.prefix;
  for (let at = 0; left > 0; at += 1, left -= 32) {
    const mask = left >= 32 ? -1 : -1 << (32 - left);
    if ((((words[at] as number) ^ (range.words[at] as number)) & mask) !== 0) return false;
  }
  return true;
}

/** Does nobody come from it over the internet? RFC 1918, RFC 6598 (shared by carriers) and RFC 4193 (IPv6). */
export function isPrivateAddress(text: string | undefined): boolean {
  const address = parseAddress(text ?? '');
  return address !== undefined && privateRanges.some((range) => inRange(address, range));
}

const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'].flatMap(
  (text) => parseRange(text) ?? [],
);

/** The first and the last address of a range, and their neighbours outside. */
export function bordersOf(range: Range): readonly string[] {
  const size = 1n << BigInt(range.bits - range.prefix);
  const first = (numberOf(range) / size) * size;
  const most = 1n << BigInt(range.bits);
  return [first, first + size - 1n, first - 1n, first + size]
    .filter((address) => address >= 0n && address < most)
    .map((address) => addressText(address, range.bits));
}

const numberOf = ({ words }: Address): bigint => words.reduce((number, word) => (number << 32n) | BigInt(word), 0n);

function addressText(address: bigint, bits: 32 | 128): string {
  const [size, radix, separator] = bits === 32 ? ([8n, 10, '.'] as const) : ([16n, 16, ':'] as const);
  const groups = Array.from({ length: bits / Number(size) }, (_, at) => {
    const shift = BigInt(bits) - size * BigInt(at + 1);
    return ((address >> shift) & ((1n << size) - 1n)).toString(radix);
  });
  return groups.join(separator);
}

function parseVersion4(text: string): Address | undefined {
  if (text.length > 15) return undefined;
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => OCTET.test(part))) return undefined;
  return { bits: 32, words: [parts.reduce((word, part) => word * 256 + Number(part), 0)] };
}

function parseVersion6(text: string): Address | undefined {
  if (text.length > 45) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map(groupsOf);
  if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => 0), ...(tail ?? [])];
  const words = [0, 2, 4, 6].map((at) => (groups[at] as number) * 65_536 + (groups[at + 1] as number));
  return { bits: 128, words };
}

/** The last group may be written as an IPv4 address. */
function groupsOf(text: string): readonly number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  for (const group of text.split(':')) {
    const embedded = group.includes('.') ? parseVersion4(group)?.words[0] : undefined;
    if (embedded !== undefined) groups.push(embedded >>> 16, embedded & 65_535);
    else if (/^[0-9a-f]{1,4}$/i.test(group)) groups.push(Number.parseInt(group, 16));
    else return undefined;
  }
  return groups;
}
