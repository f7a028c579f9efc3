/** A scenario of `culprit evaluate` as a request and the readings of every layer. */
import type { DecideOptions } from '../decision/decide';
import type { Reading } from '../evidence/define';
import type { KeyGrant } from '../evidence/values';
import type { BoundAuthorization, BoundFlags, BoundRequest } from '../request/types';
import { accountIn, contextIn, principalIn } from './request';
import type { Cut } from './cache/placeholders';
import type { SlotReadings } from './ask-slots';
import { absent, slotIn, stated, type CutSlot } from './slots';
import { actionIn, isUnreadable, listIn, recordIn, textIn, wrong, type Fields } from './fields';

export interface ReadScenario {
  readonly id: unknown;
  readonly request: BoundRequest;
  /** One for each of the request's authorizations. */
  readonly slots: readonly SlotReadings[];
  readonly options: DecideOptions;
}

/** Throws a `ScenarioError` that says what is wrong and where. `slots`: those that were cut out of the line. */
export function readScenario(given: unknown, slots: readonly CutSlot[] = []): ReadScenario {
  const all = recordIn(given, 'the line');
  if (typeof all['id'] !== 'string' && typeof all['id'] !== 'number') throw wrong('id', 'a text');
  const asked = recordIn(all['request'], 'request');
  const kms = all['kms'] === undefined ? undefined : recordIn(all['kms'], 'kms');
  const flags = flagsIn(all['flags']);
  const { observed } = all;
  if (observed !== undefined && observed !== 'denied') throw wrong('observed', '`"denied"`, or nothing');
  const context = contextIn(asked, 'request');
  const cut = { all: slots, used: 0 };
  const read = slotsIn(all, kms, cut);
  // Something that looked like a slot stands where none belongs.
  if (cut.used !== slots.length) throw wrong('the line', 'a scenario with policies in their places');
  const main: BoundAuthorization = {
    action: actionIn(asked['action'], 'request.action'),
    resource: textIn(asked['resource'], 'request.resource'),
    resourceAccountId: accountIn(asked['resourceAccountId'], 'request.resourceAccountId'),
    purpose: 'main',
    needed: 'yes',
    context,
    assumptions: [],
    flags: flags.main,
  };
  const authorizations = kms === undefined ? [main] : [main, secondIn(kms, flags.kms)];
  return {
    id: all['id'],
    request: {
      ...nothingElse,
      principal: principalIn(textIn(asked['principal'], 'request.principal'), context),
      endpoint: all['vpcEndpointPolicy'] === undefined ? NO_ENDPOINT : ENDPOINT,
      resourceAccountId: main.resourceAccountId,
      authorizations,
    },
    slots: read,
    options: observed === undefined ? NOTHING_OBSERVED : DENIED,
  };
}

const NOTHING_OBSERVED: DecideOptions = {};
const DENIED: DecideOptions = { observed: 'denied' };
const NO_ENDPOINT = { is: 'none' } as const;
const ENDPOINT = { is: 'endpoint', id: 'vpce-of-the-scenario' } as const;

/** What a scenario does not say. */
const nothingElse = {
  eventId: '',
  time: '',
  region: '',
  partition: 'aws',
  eventSource: '',
  operation: '',
  errorCode: '',
  said: { is: 'absent' },
  parameters: {},
  bucketRegion: undefined,
  organizationId: undefined,
  unknowns: [],
} as const;

/** The evaluation that S3 causes at KMS. */
function secondIn(kms: Fields, flags: BoundFlags): BoundAuthorization {
  const { keyManager } = kms;
  if (keyManager !== 'CUSTOMER' && keyManager !== 'AWS') throw wrong('kms.keyManager', '`"CUSTOMER"` or `"AWS"`');
  return {
    action: actionIn(kms['action'], 'kms.action'),
    resource: textIn(kms['keyArn'], 'kms.keyArn'),
    resourceAccountId: accountIn(kms['keyAccountId'], 'kms.keyAccountId'),
    purpose: 'encryption',
    needed: 'yes',
    context: contextIn(kms, 'kms'),
    assumptions: [],
    flags: keyManager === 'AWS' ? { ...flags, awsManagedKey: true } : flags,
  };
}

const noFlags: BoundFlags = {
  principalIsServiceLinkedRole: false,
  principalAccountIsManagement: false,
  resourceAccountIsManagement: false,
  awsManagedKey: false,
};

function flagsIn(slot: unknown): Readonly<Record<'main' | 'kms', BoundFlags>> {
  if (slot === undefined) return { main: noFlags, kms: noFlags };
  const flags = recordIn(slot, 'flags');
  const flag = (name: string): boolean => {
    const value = flags[name];
    if (value !== undefined && typeof value !== 'boolean') throw wrong(`flags.${name}`, '`true` or `false`');
    return value === true;
  };
  const both = {
    principalIsServiceLinkedRole: flag('principalIsServiceLinkedRole'),
    principalAccountIsManagement: flag('principalAccountIsManagement'),
    awsManagedKey: flag('awsManagedKey'),
  };
  return {
    main: { ...both, resourceAccountIsManagement: flag('resourceAccountIsManagement') },
    kms: { ...both, resourceAccountIsManagement: flag('keyAccountIsManagement') },
  };
}

function slotsIn(all: Fields, kms: Fields | undefined, cut: Cut<CutSlot>): readonly SlotReadings[] {
  const both = {
    identityPolicies: slotIn('identityPolicies', all['identityPolicies'], cut),
    permissionsBoundary: slotIn('permissionsBoundary', all['permissionsBoundary'], cut),
    sessionPolicies: slotIn('sessionPolicies', all['sessionPolicies'], cut),
    scps: slotIn('scps', all['scps'], cut),
    vpcEndpointPolicy: slotIn('vpcEndpointPolicy', all['vpcEndpointPolicy'], cut),
  };
  const main = {
    ...both,
    resourcePolicy: slotIn('resourcePolicy', all['resourcePolicy'], cut),
    grants: grantsIn(all['grants'], 'grants'),
    rcps: slotIn('rcps', all['rcps'], cut),
  };
  if (kms === undefined) return [main];
  const second = {
    ...both,
    resourcePolicy: slotIn('keyPolicy', kms['keyPolicy'], cut),
    grants: grantsIn(kms['grants'], 'kms.grants'),
    rcps: slotIn('rcps', kms['rcps'], cut, 'kms.rcps'),
  };
  return [main, second];
}

function grantsIn(slot: unknown, at: string): Reading<readonly KeyGrant[]> {
  if (slot === undefined) return absent;
  if (isUnreadable(slot)) return stated(slot);
  const grants = listIn(slot, at).map((grant, index) => recordIn(grant, `${at}[${index}]`));
  return { status: 'found', value: grants };
}
