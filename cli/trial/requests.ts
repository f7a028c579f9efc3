/** The requests of an input on which a policy is tried: denied ones and successful ones. What is kept does not grow with them. */
import { defaultLimits, newBatch, type Batch, type SymptomGroup } from '../../src/request/denials/batch';
import { requestOf } from '../../src/request/denials/successes';
import type { DeniedRequest } from '../../src/request/types';
import type { NotDenied } from '../../src/request/parsed-record';
import { alikeUnder } from './alike';

export interface AskedGroup {
  /** What came of these requests when they were made. */
  readonly was: 'denied' | 'allowed';
  readonly group: SymptomGroup;
}

export interface AskedRequests {
  readonly denials: Batch;
  readonly add: (succeeded: NotDenied) => void;
  /** The most frequent first. */
  readonly groups: () => readonly AskedGroup[];
  /** Requests beyond the groups that are kept. */
  readonly left: () => number;
}

/** Each is an investigation of its own. */
const mostGroups = 1_000;

export function requestsFor(document: object, most = mostGroups): AskedRequests {
  const nameOf = alikeUnder(document);
  const limits = { ...defaultLimits, groups: most };
  const denials = newBatch(limits, nameOf);
  const successes = newBatch(limits, nameOf);
  const groupsOf = (was: AskedGroup['was'], batch: Batch) => batch.groups().map((group) => ({ was, group }));
  return {
    denials,
    add: (succeeded) => {
      const request = requestOf(succeeded);
      if (request !== undefined) successes.add(asMade(request));
    },
    groups: () => [...groupsOf('denied', denials), ...groupsOf('allowed', successes)],
    left: () => denials.left() + successes.left(),
  };
}

/** It was read as if it had been denied; nothing was said about it. */
const asMade = (request: DeniedRequest): DeniedRequest => ({ ...request, said: { is: 'absent' } });
