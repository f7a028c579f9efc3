/** What S3's own line about the request would settle, where nothing else explains the denial. */
import { defined } from '../defined';
import type { Cause, Certainty, Finding, Status } from './types';
import type { LayerUnknown } from './verdict';

export interface Explained {
  readonly status: Status;
  readonly certainty: Certainty;
  readonly rootCauses: readonly Cause[];
}

/** Whoever knows the cause needs no log. */
export function accessLogUnknowns(explained: Explained, findings: readonly Finding[]): readonly LayerUnknown[] {
  if (isExplained(explained)) return [];
  const notes = findings.flatMap(({ layer, notes = [] }) => notes.map((note) => ({ layer, ...note })));
  return notes
    .flatMap(({ layer, code, facts }): LayerUnknown[] => {
      const { bucket = '', region = '', target = '', prefix = '', time = '', account, requestId } = facts;
      if (code === 'access-logging-off')
        return [{ layer, code: 'access-log-off', facts: { bucket, region, ...defined({ account }) } }];
      if (code === 'access-logging-on')
        return [
          { layer, code: 'access-log-not-read', facts: { bucket, target, prefix, time, ...defined({ requestId }) } },
        ];
      return [];
    })
    .slice(0, 1);
}

const isExplained = ({ status, rootCauses, certainty }: Explained): boolean =>
  status === 'allowed' || (status === 'denied' && rootCauses.length === 1 && certainty !== 'possible');
