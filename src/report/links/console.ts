/**
 * Pages of the AWS Management Console by ARN. AWS documents none of these addresses as a contract; they are the ones that
 * the console itself uses. Every name is escaped, so that none leaves its place in the address.
 */
import { parseArn, type Arn } from '../../names/arn';
import type { Partition } from '../../names/partition';

const hosts: Readonly<Record<Partition, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
};

const isPartition = (text: string): text is Partition => text in hosts;
/** Also what Markdown, or a reader, could take for the end of the address. */
const escaped = (text: string): string => harmless(encodeURIComponent(text));
const harmless = (address: string): string =>
  address.replace(/[!'()*~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/** `region`: of what has none in its ARN, such as a bucket. `undefined`: the console has no page of its own for it. */
export function consoleUrl(arn: string, region?: string): string | undefined {
  const parsed = parseArn(arn);
  if (parsed === undefined || !isPartition(parsed.partition)) return undefined;
  const page = pages[parsed.service]?.(parsed, arn);
  return page === undefined ? undefined : addressOf(parsed, page, parsed.region === '' ? region : parsed.region);
}

interface Page {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly fragment?: string;
}

/** https://docs.aws.amazon.com/general/latest/gr/rande.html: a Region is lower-case letters, digits and dashes. */
const isRegion = (text: string | undefined): text is string => text !== undefined && /^[a-z0-9-]{5,25}$/.test(text);

function addressOf({ partition }: Arn, { path, query, fragment }: Page, region: string | undefined): string {
  const host = isPartition(partition) ? hosts[partition] : hosts.aws;
  const address = new URL(`https://${isRegion(region) ? `${region}.` : ''}${host}${path}`);
  if (isRegion(region)) address.searchParams.set('region', region);
  for (const [name, value] of Object.entries(query ?? {})) address.searchParams.set(name, value);
  const href = harmless(address.href);
  return fragment === undefined ? href : `${href}#${fragment}`;
}

const pages: Readonly<Partial<Record<string, (arn: Arn, text: string) => Page | undefined>>> = {
  iam: ({ resource }, text) => {
    const [kind = '', ...names] = resource.split('/');
    const name = names.at(-1) ?? '';
    if (kind === 'policy') return { path: '/iam/home', fragment: `/policies/details/${escaped(text)}` };
    if (kind !== 'role' && kind !== 'user' && kind !== 'group') return undefined;
    return { path: '/iam/home', fragment: `/${kind}s/details/${escaped(name)}` };
  },
  organizations: ({ resource }) => {
    const [kind, , type = '', id = ''] = resource.split('/');
    if (kind !== 'policy') return undefined;
    return { path: `/organizations/v2/home/policies/${escaped(type.replaceAll('_', '-'))}/${escaped(id)}` };
  },
  kms: ({ resource }) =>
    resource.startsWith('key/')
      ? { path: '/kms/home', fragment: `/kms/keys/${escaped(resource.slice('key/'.length))}` }
      : undefined,
  s3: ({ resource, account }) => {
    const slash = resource.indexOf('/');
    if (account !== '') return undefined;
    if (slash < 0) return { path: `/s3/buckets/${escaped(resource)}`, query: { tab: 'permissions' } };
    if (resource.endsWith('/')) {
      const query = { prefix: resource.slice(slash + 1), tab: 'objects' };
      return { path: `/s3/buckets/${escaped(resource.slice(0, slash))}`, query };
    }
    return { path: `/s3/object/${escaped(resource.slice(0, slash))}`, query: { prefix: resource.slice(slash + 1) } };
  },
  states: ({ resource }, text) =>
    resource.startsWith('execution:')
      ? { path: '/states/home', fragment: `/v2/executions/details/${escaped(text)}` }
      : undefined,
};
