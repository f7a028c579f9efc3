import { createHash } from 'node:crypto';
import { checks } from '../../src/doctor/checks';
import { readsElsewhere } from '../../src/doctor/checks/accounts/readers';
import { allReaders } from '../../src/all-readers';
import type { Permission, Reader } from '../../src/evidence/define';
import { recentChangesReads } from '../../src/evidence/changes/recent-changes';
import { callsBySource, watchedCallsOf } from '../../src/evidence/changes/search/watched-calls';
import { isAllHeardReads } from '../../src/evidence/changes/heard/listen';
import { resolveReads } from '../../src/evidence/resolve/facts';
import { layers } from '../../src/layers';
import { investigationPrice } from '../../src/incident/cost/investigation';
import { transientErrors } from '../../src/incident/flow/transient';
import { errorCodes } from '../../src/request/error-codes';
import type { Cards, DeployedCard } from '../../lib/cards';

type Reads = readonly Pick<Reader<unknown>, 'permissions' | 'headObjectPermissions'>[];

/** What a deployment needs to know of the registry and of the steps, as data: synthesis loads no AWS SDK. */
export function cards(): Cards {
  const layerCards = layers.map(({ id, title, reads }) => card(id, title, Object.values(reads)));
  const steps = stepCards();
  return {
    layers: layerCards,
    steps,
    checks: checks.map(({ id, trouble, permissions, elsewhere = false, alarmedByAws = false }) => ({
      id,
      trouble,
      permissions,
      elsewhere,
      alarmedByAws,
    })),
    readerRights: rightsOf([...layerCards, ...steps]),
    transientErrors,
    investigationPrice: Math.ceil(investigationPrice() * 1_000_000),
    changingCalls: callsBySource(watchedCallsOf(allReaders)),
    errorCodes: Object.fromEntries(Object.entries(errorCodes).map(([code, row]) => [code, row.class])),
  };
}

const stepCards = (): readonly DeployedCard[] => [
  card('intake', 'Intake', []),
  card('access-log', 'Server access logs', []),
  card('resolve', 'Resolve', [...new Set([...resolveReads, ...isAllHeardReads])]),
  card('recent-changes', 'Recent changes', recentChangesReads),
  card('conclude', 'Conclude', []),
  card('incident', 'Incident', []),
  card('report', 'Report', []),
  card('changes', 'Ledger of changes', []),
  card('sweep', 'Sweep', []),
  card('deliver', 'Deliver', []),
  card('doctor', 'Doctor', [{ permissions: readsElsewhere }]),
];

/** The same for the same rights, in whatever order they are declared. */
function rightsOf(all: readonly DeployedCard[]): string {
  const permissions = unique(all.flatMap((one) => one.permissions));
  const text = permissions.map(({ action, resource }) => `${action} ${resource}`).join('\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function card(id: string, title: string, reads: Reads): DeployedCard {
  return {
    id,
    title,
    permissions: unique(reads.flatMap(({ permissions }) => permissions)),
    headObjectPermissions: unique(reads.flatMap(({ headObjectPermissions = [] }) => headObjectPermissions)),
  };
}

function unique(permissions: readonly Permission[]): readonly Permission[] {
  const byText = new Map(permissions.map((permission) => [`${permission.action} ${permission.resource}`, permission]));
  return [...byText.keys()].sort().flatMap((key) => byText.get(key) ?? []);
}
