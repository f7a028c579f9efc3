/** Facts that `resolve` found are evidence too: a tag that was changed since may have decided in any layer. */
import { resolveReads } from './resolve';
import type { RecordedChange } from './values';
import type { BoundRequest } from '../request/types';

/** Did this change touch a fact that the request was bound to: tags, organization, owner, the default key? */
export function changesFacts(change: RecordedChange, request: BoundRequest): boolean {
  const changed = new Set(change.resources.flatMap(names));
  return resolveReads
    .filter(({ changedBy = [] }) => changedBy.includes(change.eventName))
    .some(({ target }) =>
      request.authorizations.some((authorization) => {
        const asked = target(authorization, request);
        return asked !== undefined && names(asked).some((name) => changed.has(name));
      }),
    );
}

/** CloudTrail names a thing by its ARN in one event and by its name or id in the next. */
function names(thing: string): readonly string[] {
  const last = thing.split(/[:/]/).at(-1) ?? '';
  return last === '' || last === thing ? [thing] : [thing, last];
}
