/**
 * Holds AWS's words against the record. Texts hold the object's key, which anybody may choose, and may be cut: only what
 * fits an authorization of this record is weighed. A text that fits also shows which authorizations were really asked.
 */
import { defined } from '../../defined';
import { type Principal, principalOfArn } from '../../names/principal';
import type { AskedAuthorization } from '../authorizations/call';
import { accountInArn } from '../../names/arn';
import { objectInArn } from '../../names/bucket';
import { isKeyArn } from '../../names/kms-key';
import type { Thing } from '../record/resource-names';
import type { Encrypted } from '../types';
import type { AwsSaid } from './aws-said';

type Told = Extract<AwsSaid, { readonly clause: string }>;

export interface Weighed {
  readonly said: AwsSaid;
  readonly asked: readonly AskedAuthorization[];
}

export function weigh(
  said: AwsSaid,
  asked: readonly AskedAuthorization[],
  principal: Principal,
  thing: Thing,
): Weighed {
  if (said.is !== 'reason' && said.is !== 'statement') return { said, asked };
  if (said.user !== undefined && !isCaller(said.user, principal)) return odd(said, asked, 'names-another-caller');
  if (said.action === undefined) return { said, asked };
  // A pseudo-action of some texts: the copy writes its destination.
  const action = said.action === 's3:CopyObject' ? (asked[0]?.action ?? said.action) : said.action;
  const same = asked.filter((one) => one.action.toLowerCase() === action.toLowerCase());
  const fitting = same.find((one) => fits(one, said.resource));
  if (fitting !== undefined)
    return {
      said: { ...said, action: fitting.action },
      asked: asked.map((one) => (one === fitting ? told(one, said.resource) : one)),
    };
  const added = same.length > 0 ? undefined : toldOnly(action, said.resource, asked, thing);
  if (added === undefined) return odd(said, asked, same.length > 0 ? 'names-another-resource' : 'names-another-action');
  return { said, asked: [...asked, added] };
}

function odd(said: Told, asked: readonly AskedAuthorization[], why: string): Weighed {
  return { said: { is: 'odd', text: wholeText(said), why }, asked };
}

function wholeText(said: Told): string {
  if (said.action === undefined) return said.clause;
  const on = said.resource === undefined ? '' : ` on resource: "${said.resource}"`;
  return `User: ${said.user ?? '?'} is not authorized to perform: ${said.action}${on} ${said.clause}`;
}

function isCaller(user: string, principal: Principal): boolean {
  if (principal.type === 'anonymous' || principal.type === 'service') return !user.startsWith('arn:');
  const named = principalOfArn(user);
  if (named === undefined || !('accountId' in named)) return false;
  if (named.accountId !== principal.accountId) return false;
  if (principal.type === 'unidentified') return true;
  return !('arn' in named) || named.arn === principal.arn;
}

/** Without a resource in the text the action alone has to do. */
function fits({ resource, bucketResource }: AskedAuthorization, told: string | undefined): boolean {
  if (told === undefined) return true;
  switch (resource.is) {
    case 'arn':
      return resource.arn === '*' || resource.arn === told || bucketResource === told;
    case 'not-told':
      return resource.bucket === undefined || objectInArn(told)?.bucket === resource.bucket;
    case 'key-of-object':
    case 'default-key-of-bucket':
      return isKeyArn(told);
    case 'key-named-by-request':
      return isKeyArn(told) && (isAlias(resource.keyId) || told.endsWith(`/${resource.keyId}`));
  }
}

const isAlias = (keyId: string): boolean => keyId.includes('alias/');

/** AWS asked for it, and on this resource. */
function told(one: AskedAuthorization, resource: string | undefined): AskedAuthorization {
  const asked = { ...one, certain: true };
  if (resource === undefined || one.resource.is === 'arn') return asked;
  const owner = accountInArn(resource) ?? one.resourceAccountId;
  return {
    ...asked,
    resource: { is: 'arn', arn: resource, ...defined({ encrypts: encryptedBy(one.resource) }) },
    ...defined({ resourceAccountId: owner }),
  };
}

const encryptedBy = (resource: AskedAuthorization['resource']): Encrypted | undefined =>
  resource.is === 'key-of-object' || resource.is === 'default-key-of-bucket' ? resource : undefined;

/** An action beyond the table (ListBucket for a missing key): AWS asked for it if it is about this very thing. */
function toldOnly(
  action: string,
  resource: string | undefined,
  asked: readonly AskedAuthorization[],
  thing: Thing,
): AskedAuthorization | undefined {
  if (action.startsWith('kms:')) return keyTold(action, resource, asked, thing);
  if (resource === undefined || !/^s3(-object-lambda|express)?:/.test(action)) return undefined;
  const named = objectInArn(resource);
  const isAccessPoint = thing.accessPoint !== undefined && resource.startsWith(thing.accessPoint);
  if (named === undefined && !isAccessPoint) return undefined;
  if (named !== undefined && named.bucket !== thing.bucket) return undefined;
  // The rest of the name may be an attacker's: only this object, or its bucket.
  if (named?.key !== undefined && named.key !== thing.key) return undefined;
  const ends = [thing.accessPoint, `${thing.accessPoint}/object/${thing.key}`];
  if (named === undefined && !ends.includes(resource)) return undefined;
  const owner = thing.ownerAccountId;
  return {
    action,
    resource: { is: 'arn', arn: resource },
    purpose: 'companion',
    certain: true,
    ...defined({ resourceAccountId: owner }),
  };
}

function keyTold(
  action: string,
  resource: string | undefined,
  asked: readonly AskedAuthorization[],
  thing: Thing,
): AskedAuthorization | undefined {
  if (resource !== undefined && !isKeyArn(resource)) return undefined;
  // The same key as another KMS action of this call, else that of the object or of the bucket's new objects.
  const sibling = asked.find((one) => one.purpose === 'encryption')?.resource;
  const reads = action === 'kms:Decrypt' && thing.key !== undefined && thing.bucket !== undefined;
  const reference =
    sibling ??
    (reads
      ? ({ is: 'key-of-object', bucket: thing.bucket, key: thing.key } as const)
      : thing.bucket === undefined
        ? ({ is: 'not-told', why: 'not-in-record' } as const)
        : ({ is: 'default-key-of-bucket', bucket: thing.bucket } as const));
  return told({ action, resource: reference, purpose: 'encryption', certain: true }, resource);
}
