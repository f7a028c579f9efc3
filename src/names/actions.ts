/** The actions of S3 and KMS that AWS documents; `npm run docs` writes the table. */
import table from './known-actions.json';

/** What an action is asked of. `other`: neither a bucket, nor an object, nor a key. */
export type ResourceKind = 'bucket' | 'object' | 'key' | 'other';

export interface KnownAction {
  /** `s3:GetObject` */
  readonly name: string;
  readonly kind: ResourceKind;
}

type Table = Readonly<Record<string, Readonly<Record<string, string>>>>;
const byService = new Map<string, readonly KnownAction[]>();

/** `[]`: a service that is not in the table. */
export function actionsOf(service: string): readonly KnownAction[] {
  const known = byService.get(service);
  if (known !== undefined) return known;
  const kinds: Readonly<Record<string, string>> = (table as Table)[service] ?? {};
  const actions = Object.entries(kinds).flatMap(([kind, names]) =>
    names.split(' ').map((name) => ({ name: `${service}:${name}`, kind: kind as ResourceKind })),
  );
  byService.set(service, actions);
  return actions;
}

/** By their names in lower case. */
const kinds: ReadonlyMap<string, ResourceKind> = new Map(
  Object.keys(table).flatMap((service) =>
    actionsOf(service).map(({ name, kind }) => [name.toLowerCase(), kind] as const),
  ),
);

/** `undefined`: AWS does not document it. */
export const kindOfAction = (action: string): ResourceKind | undefined => kinds.get(action.toLowerCase());

/** The kinds of what an ARN, or a pattern of ARNs, may stand for. */
export function kindsOfResource(pattern: string): readonly ResourceKind[] {
  const service = pattern.split(':')[2] ?? '*';
  if (service === 'kms') return ['key'];
  if (!service.startsWith('s3') || service.includes('*')) return ['bucket', 'object', 'key', 'other'];
  const name = pattern.split(':').slice(5).join(':');
  if (name.startsWith('accesspoint/')) return /^accesspoint\/[^/*]+$/.test(name) ? ['bucket', 'other'] : ['object'];
  if (/^[^/*]*$/.test(name)) return ['bucket'];
  return /^[^*]*\//.test(name) ? ['object'] : ['bucket', 'object'];
}
