/** What one call of the same caller, action and bucket can have that another has not. */
import type { RequestFacts } from '../../request/types';

export type Facet = {
  /** Short, for people; `null`: it has none. */
  readonly of: (request: RequestFacts) => string | null;
} & (
  | { readonly id: 'key'; readonly is: 'resource' }
  | {
      readonly id: 'network' | 'session' | 'agent' | 'encryption' | 'time';
      readonly is: 'context';
      /** The condition keys that show it. */
      readonly keys: readonly RegExp[];
    }
);

const encryptionHeaders = [
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
  'x-amz-server-side-encryption-customer-algorithm',
] as const;

export const facets: readonly Facet[] = [
  { id: 'key', is: 'resource', of: ({ key }) => key ?? null },
  {
    id: 'network',
    is: 'context',
    keys: [/^aws:(SourceIp|VpcSourceIp|SourceVpc|SourceVpce|SourceVpcArn|Vpce\w+)$/i],
    of: ({ sourceIp, endpoint }) => (endpoint.is === 'endpoint' ? endpoint.id : (sourceIp ?? null)),
  },
  {
    id: 'session',
    is: 'context',
    keys: [/^aws:(userid|TokenIssueTime|MultiFactorAuth\w+|SourceIdentity)$/i],
    of: ({ principal }) => (principal.type === 'assumed-role' ? principal.sessionName : null),
  },
  { id: 'agent', is: 'context', keys: [/^aws:UserAgent$/i], of: ({ userAgent }) => userAgent ?? null },
  {
    id: 'encryption',
    is: 'context',
    keys: [/^s3:x-amz-server-side-encryption/i],
    of: ({ parameters }) => {
      const sent = encryptionHeaders.flatMap((name) => parameters[name] ?? []);
      return sent.length === 0 ? null : sent.join(' ');
    },
  },
  { id: 'time', is: 'context', keys: [/^aws:(CurrentTime|EpochTime)$/i], of: ({ time }) => time },
];
