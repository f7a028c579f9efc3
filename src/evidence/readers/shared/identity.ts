/** A role or user as IAM describes it. Several readers need it: asked once. */
import type { Role, User } from '@aws-sdk/client-iam';
import { isRoleArn } from '../../../names/principal';
import { defined } from '../../../defined';
import { getRole, getUser } from '../../aws/calls/iam';
import { required } from '../../answers';
import { nameOf } from './documents';
import type { Place } from '../../place';

export interface Identity {
  readonly arn: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly boundaryArn?: string;
  /** ISO 8601 */
  readonly createdAt?: string;
}

export function identity(place: Place, arn: string): Promise<Identity> {
  return place.once(`iam ${arn}`, () => (isRoleArn(arn) ? role(place, arn) : user(place, arn)));
}

async function role(place: Place, arn: string): Promise<Identity> {
  const { Role } = await getRole(place, { RoleName: nameOf(arn) });
  return described(required(Role, 'Role'));
}

async function user(place: Place, arn: string): Promise<Identity> {
  const { User } = await getUser(place, { UserName: nameOf(arn) });
  return described(required(User, 'User'));
}

function described({ Arn, Tags = [], PermissionsBoundary, CreateDate }: Role | User): Identity {
  // A boundary without its ARN is a boundary all the same.
  const boundaryArn =
    PermissionsBoundary === undefined
      ? undefined
      : required(PermissionsBoundary.PermissionsBoundaryArn, 'PermissionsBoundaryArn');
  return {
    arn: required(Arn, 'Arn'),
    tags: tagsIn(Tags),
    ...defined({ boundaryArn, createdAt: CreateDate?.toISOString() }),
  };
}

/** Tags as a record. */
export function tagsIn(
  tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(tags.map(({ Key, Value }) => [required(Key, 'Tags[].Key'), Value ?? '']));
}
