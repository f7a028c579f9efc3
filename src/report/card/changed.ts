/** Who changed it, and how long before the denial. */
import type { Cause, Change } from '../../verdict/types';
import type { Verdict } from '../../verdict/verdict';
import { quote } from '../clean';
import { originWords } from '../sentences/changes';
import { whenWords } from '../sentences/changes/when';
import { shortActor, shortened, shortenedEnd } from './names';

/** The change that explains it best; `undefined`: none is known that could. */
export function changed({ changes, request, rootCauses }: Verdict): string | undefined {
  const [first] = changes.filter(({ likelihood }) => likelihood === 'likely');
  return first === undefined ? undefined : changeWords(first, request.time, rootCauses[0]?.policy);
}

function changeWords(change: Change, denied: string, policy: Cause['policy']): string {
  const { actor, eventName, resource, time } = change;
  return `${actorName(actor)} called ${quote(eventName)} on ${changedName(resource, policy)}${originWords(change)} ${whenWords(time, denied)}${roleWords(change)}`;
}

/** People know a policy of the organization by its name, and records by its id. */
function changedName(resource: string, policy: Cause['policy']): string {
  const isPolicy = policy?.arn?.endsWith(`/${resource}`) === true;
  return quote(isPolicy && policy.name !== undefined ? shortenedEnd(policy.name, 40) : shortened(resource, 40));
}

function roleWords({ role }: Change): string {
  switch (role?.is) {
    case 'the-cause':
      return '; undoing it lets the request through';
    case 'a-cause':
      return `; undoing it and ${role.others.length} more lets the request through`;
    default:
      return '';
  }
}

/** A person's session bears an address; without one the role says more. */
function actorName(arn: string): string {
  const person = /:assumed-role\/[^/]+\/(?<address>[^/]+@[^/]+)$/.exec(arn)?.groups?.['address'];
  return person === undefined ? shortActor(arn) : quote(person, 64);
}
