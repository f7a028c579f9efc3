/** The three kinds of access points, told by their ARNs. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
import { ITS_ACCOUNT } from '../engine/principal-element';
import { accountOf, ownerOf } from './caller';
import type { Answer, Subject } from './define';
import { granted } from './judgements';

export interface AccessPointName {
  readonly kind: 'access-point' | 'multi-region' | 'object-lambda';
  readonly accountId: string;
  readonly name: string;
}

/** `undefined`: not the ARN of an access point. */
export function accessPointName(arn: string | undefined): AccessPointName | undefined {
  const parts = /^arn:[^:]+:(s3|s3-object-lambda|s3express):([^:]*):(\d{12}):accesspoint\/([^/]+)/.exec(arn ?? '');
  if (parts === null) return undefined;
  const [, service = '', region = '', accountId = '', name = ''] = parts;
  const kind = service === 's3-object-lambda' ? 'object-lambda' : region === '' ? 'multi-region' : 'access-point';
  return { kind, accountId, name };
}

export const isMultiRegionAccessPoint = (arn: string | undefined): boolean =>
  accessPointName(arn)?.kind === 'multi-region';

/** Did the call, and not only what it needs besides, come through an access point of this kind? */
export function isThrough(kind: AccessPointName['kind'], { authorization, request }: Subject): boolean {
  const isItsThing = authorization.purpose === 'main' || authorization.purpose === 'companion';
  // The function behind an Object Lambda access point is asked for as well.
  const isOfS3 = authorization.action.startsWith('s3');
  return isItsThing && isOfS3 && accessPointName(request.accessPoint)?.kind === kind;
}

/** Is the caller of the account that owns the access point, while another one owns the bucket behind it? */
export function ownsOnlyTheAccessPoint({ authorization, request }: Subject): boolean {
  const caller = accountOf(request.principal);
  const owner = ownerOf({ authorization, request });
  return caller !== undefined && caller === accessPointName(request.accessPoint)?.accountId && caller !== owner;
}

/** What `unlessItsOwn` and Block Public Access leave open; AWS does not document it. */
export const undocumentedOfOwn = ['own-access-point-may-need-no-policy', 'own-access-point-may-be-spared'];

/** Before another account's bucket: whether its own account needs the policy of its access point is not documented. */
export function unlessItsOwn(subject: Subject, answer: Answer): Answer {
  if (answer.outcome !== 'does-not-allow' || !ownsOnlyTheAccessPoint(subject)) return answer;
  return {
    outcome: 'unknown',
    possible: [granted(false, 0), granted(false, ITS_ACCOUNT)],
    unknowns: [{ code: 'own-access-point-may-need-no-policy', facts: {} }],
    statements: answer.statements,
    explain: () => answer.explain(),
  };
}
