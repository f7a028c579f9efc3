/** What is asked through an access point, and what AWS leaves open about one's own. */
import { ITS_ACCOUNT } from '../../engine/principal/principal-element';
import { accessPointIn, type AccessPointName } from '../../names/access-point';
import { accountOf } from '../../names/principal';
import { alsoPossible } from '../also-possible';
import { ownerOf } from './caller';
import { granted } from '../judgements';
import type { Answer, Subject } from '../types';
import { sharedWords } from '../words';

/** Did the call, and not only what it needs besides, come through an access point of this kind? */
export function isThrough(kind: AccessPointName['kind'], { authorization, request }: Subject): boolean {
  const isItsThing = authorization.purpose === 'main' || authorization.purpose === 'companion';
  // The function behind an Object Lambda access point is asked for as well.
  const isOfS3 = authorization.action.startsWith('s3');
  return isItsThing && isOfS3 && accessPointIn(request.accessPoint)?.kind === kind;
}

/** Is the caller of the account that owns the access point, while another one owns the bucket behind it? */
export function ownsOnlyTheAccessPoint({ authorization, request }: Subject): boolean {
  const caller = accountOf(request.principal);
  const owner = ownerOf({ authorization, request });
  return caller !== undefined && caller === accessPointIn(request.accessPoint)?.accountId && caller !== owner;
}

/** What `unlessItsOwn` and Block Public Access leave open; AWS does not document it. */
export const undocumentedOfOwn = ['own-access-point-may-need-no-policy', 'own-access-point-may-be-spared'] as const;

/** Before another account's bucket: whether its own account needs the policy of its access point is not documented. */
export function unlessItsOwn(subject: Subject, answer: Answer): Answer {
  if (answer.outcome !== 'does-not-allow' || !ownsOnlyTheAccessPoint(subject)) return answer;
  return alsoPossible(
    answer,
    [granted(false, ITS_ACCOUNT)],
    sharedWords.unknown('own-access-point-may-need-no-policy'),
  );
}
