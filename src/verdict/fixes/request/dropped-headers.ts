/** Headers that a request can do without, and for which S3 asks more. */
import { rowOf } from '../../../request/authorizations/table';
import type { BoundRequest } from '../../../request/types';
import type { UngradedCause } from '../../causes/causes';
import type { RequestChange } from './request-changes';

/** Clients send it with every delete, whether a version is locked or not. */
const dispensable: ReadonlySet<string> = new Set(['x-amz-bypass-governance-retention']);

export function droppedHeaders({ action, block }: UngradedCause, request: BoundRequest): readonly RequestChange[] {
  const { operation, parameters, authorizations } = request;
  if (authorizations[block.authorization]?.purpose !== 'companion') return [];
  const asking = (rowOf(operation).companions ?? []).filter(({ actions }) => actions.includes(action));
  return asking.flatMap(({ headers, actions }) => {
    const sent = headers.filter((header) => parameters[header] !== undefined);
    if (sent.length === 0 || !sent.every((header) => dispensable.has(header))) return [];
    const others = Object.entries(parameters).filter(([name]) => !sent.includes(name));
    const without: BoundRequest = {
      ...request,
      parameters: Object.fromEntries(others),
      authorizations: authorizations.filter((one) => one.purpose !== 'companion' || !actions.includes(one.action)),
    };
    return sent.map((key) => ({
      code: 'drop-header' as const,
      kind: 'change-the-request' as const,
      facts: { key },
      request: without,
    }));
  });
}
