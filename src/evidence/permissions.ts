/** The resources that permissions are granted on, as templates: the stack fills in partition, account and Region. */
import type { Permission, Reader } from './define';

const on =
  (resource: string) =>
  (...actions: readonly string[]): readonly Permission[] =>
    actions.map((action) => ({ action, resource }));

export const onBuckets = on('arn:${Partition}:s3:::*');
export const onObjects = on('arn:${Partition}:s3:::*/*');
export const onAccessPoints = on('arn:${Partition}:s3:*:${Account}:accesspoint/*');
export const onObjectLambdaAccessPoints = on('arn:${Partition}:s3-object-lambda:*:${Account}:accesspoint/*');
export const onMultiRegionAccessPoints = on('arn:${Partition}:s3::${Account}:accesspoint/*');
export const onAccessGrants = on('arn:${Partition}:s3:*:${Account}:access-grants/default');
export const onRoles = on('arn:${Partition}:iam::${Account}:role/*');
export const onUsers = on('arn:${Partition}:iam::${Account}:user/*');
export const onGroups = on('arn:${Partition}:iam::${Account}:group/*');
/** Customer managed policies, and those of AWS. */
export const onPolicies = (...actions: readonly string[]): readonly Permission[] => [
  ...on('arn:${Partition}:iam::${Account}:policy/*')(...actions),
  ...on('arn:${Partition}:iam::aws:policy/*')(...actions),
];
export const onTrails = on('arn:${Partition}:cloudtrail:*:${Account}:trail/*');
/** Filled in by the stack, which knows its own rules, queues and topic. */
export const onThingsOfStack = (things: 'Rules' | 'DeadLetters' | 'Mappings' | 'Topic') => on(`\${${things}}`);
export const onKeys = on('arn:${Partition}:kms:*:${Account}:key/*');
/** IAM knows no narrower resource for these actions. */
export const onAnything = on('*');

/** What readers need of an assumed session, and nothing else: a role of another account may allow more. */
export function sessionActionsOf(
  readers: readonly Pick<Reader<unknown>, 'permissions' | 'headObjectPermissions'>[],
  headObject: boolean,
): readonly string[] {
  const needed = readers.flatMap(({ permissions, headObjectPermissions = [] }) =>
    headObject ? [...permissions, ...headObjectPermissions] : permissions,
  );
  return [...new Set(needed.map(({ action }) => action))].sort();
}
