/** Changes to what was recorded, each by what AWS would answer then. */
import type { RecordedCall, Recording } from '../../src/evidence/recording/recording';
import type { WireAnswer } from '../../src/evidence/place';
import type { ContextEntry } from '../../src/evidence/readers/shared/simulation';
import type { HistoryRecord } from '../../test/account/description';
import { denied } from '../../test/account/failures';
import { json } from '../../test/account/shapes';
import { answerIn } from '../../test/account/wire';
import { managementAccount } from './cast';
import { addCalls, editCalls, editJson, fits } from './editing';
import { encoded, withSimulations, type Simulation } from './simulated';

const lookupDocs = 'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html';

/** CloudTrail keeps these records, each in the account that received it. */
export function withHistory(recording: Recording, records: readonly HistoryRecord[]): Recording {
  const historyOf = (account: string) => records.filter((record) => record['recipientAccountId'] === account);
  return editCalls(recording, { operation: 'LookupEvents' }, (call) => {
    const described = { accounts: { [call.account]: { history: historyOf(call.account) } } };
    return documented(call, lookupDocs, answerIn(described, call));
  });
}

/** All that was changed in an account and Region can be asked for as well, as is done of what was heard since a denial. */
export function withAllWrites(recording: Recording): Recording {
  const lookups = recording.calls.filter(({ operation }) => operation === 'LookupEvents');
  const perPlace = new Map(lookups.map((call) => [`${call.account} ${call.region}`, call]));
  const LookupAttributes = [{ AttributeKey: 'ReadOnly', AttributeValue: 'false' }];
  return addCalls(
    recording,
    [...perPlace.values()].map((call) => {
      const body = JSON.parse(call.request.body ?? '{}') as object;
      const request = { ...call.request, body: JSON.stringify({ ...body, LookupAttributes }) };
      return { ...call, input: { ...call.input, LookupAttributes }, request };
    }),
  );
}

/** Every tag of a key. */
export function withKeyTags(recording: Recording, keyArn: string, tags: Readonly<Record<string, string>>): Recording {
  const list = Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
  const which = { operation: 'ListResourceTags', asking: [idOf(keyArn)] };
  const tagged = editJson(recording, which, (answer) => ({ ...answer, Tags: list }));
  return withSimulations(tagged, (asked) =>
    asked.ResourceArns.includes(keyArn)
      ? { ...asked, ContextEntries: [...asked.ContextEntries, ...entriesOf(tags)].sort(byName) }
      : asked,
  );
}

const entriesOf = (tags: Readonly<Record<string, string>>): readonly ContextEntry[] =>
  Object.entries(tags).map(([key, value]) => ({
    ContextKeyName: `aws:ResourceTag/${key}`,
    ContextKeyValues: [value],
    ContextKeyType: 'string',
  }));

const byName = (one: ContextEntry, other: ContextEntry) => (one.ContextKeyName < other.ContextKeyName ? -1 : 1);

export interface AttachedPolicy {
  readonly id: string;
  readonly name: string;
  readonly arn: string;
  readonly document: unknown;
}

interface Summaries {
  readonly Policies: readonly { readonly Id: string }[];
}

/** Moves what hangs on one target of the organization to another. */
export function withPolicyMoved(recording: Recording, policyId: string, from: string, to: string): Recording {
  const summary = (recording.calls.filter((call) => fits(call, attached(from))).map(answerOf) as Summaries[])
    .flatMap(({ Policies }) => Policies)
    .find(({ Id }) => Id === policyId);
  if (summary === undefined) throw new Error(`\`${policyId}\` does not hang on \`${from}\``);
  const without = withPolicyDetached(recording, policyId, from);
  return editJson(without, attached(to), (answer) => ({ ...answer, Policies: [...policiesOf(answer), summary] }));
}

/** Takes a policy off a target of the organization. */
export function withPolicyDetached(recording: Recording, policyId: string, target: string): Recording {
  return editJson(recording, attached(target), (answer) => ({
    ...answer,
    Policies: policiesOf(answer).filter(({ Id }) => Id !== policyId),
  }));
}

/** Attaches one more SCP. */
export function withAnotherPolicy(
  recording: Recording,
  like: string,
  target: string,
  policy: AttachedPolicy,
): Recording {
  const summary = { Id: policy.id, Arn: policy.arn, Name: policy.name, Description: policy.name };
  const more = { ...summary, Type: 'SERVICE_CONTROL_POLICY', AwsManaged: false };
  const attachedToo = editJson(recording, attached(target), (answer) => ({
    ...answer,
    Policies: [...policiesOf(answer), more],
  }));
  const described = recording.calls.find((call) => fits(call, { operation: 'DescribePolicy', asking: [like] }));
  if (described === undefined) throw new Error(`the recording does not describe \`${like}\``);
  const body = { Policy: { PolicySummary: more, Content: JSON.stringify(policy.document) } };
  return addCalls(attachedToo, [replaced(described, like, policy.id, body)]);
}

/** AWS refuses every read of the organization: the role that Culprit assumes there may not read. */
export function withOrganizationUnreadable(recording: Recording): Recording {
  const calls = recording.calls.map((call): RecordedCall => {
    if (call.service !== 'organizations' || call.account !== managementAccount) return call;
    const message = "You don't have permissions to access this resource.";
    const docs = 'https://docs.aws.amazon.com/organizations/latest/APIReference/CommonErrors.html';
    return documented(call, docs, denied(call, message));
  });
  // Where the accounts stand in the organization is not known then, and the simulator not told.
  return withSimulations({ ...recording, calls }, (asked) => ({
    ...asked,
    ContextEntries: asked.ContextEntries.filter(({ ContextKeyName }) => ContextKeyName !== 'aws:ResourceOrgPaths'),
  }));
}

/** The bucket's policy, as JSON text on the wire. */
export function withBucketPolicy(recording: Recording, edit: (policy: BucketPolicy) => BucketPolicy): Recording {
  return editJson(recording, { operation: 'GetBucketPolicy' }, (policy) => edit(policy as unknown as BucketPolicy));
}
export interface BucketPolicy {
  readonly Version: string;
  readonly Statement: readonly object[];
}

/** Calls about one object, asked about another instead. */
export function withObjectRenamed(recording: Recording, from: string, to: string): Recording {
  const path = (key: string) => key.split('/').map(encoded).join('/');
  const asked = withSimulations(
    recording,
    (one) => JSON.parse(JSON.stringify(one).replaceAll(from, JSON.stringify(to).slice(1, -1))) as Simulation,
  );
  return {
    ...asked,
    calls: asked.calls.map((call) =>
      call.input['Key'] === from
        ? {
            ...call,
            input: { ...call.input, Key: to },
            request: { ...call.request, path: call.request.path.replace(path(from), path(to)) },
          }
        : call,
    ),
  };
}

/** An answer that no server here gives, in the documented shape. */
function documented(call: RecordedCall, source: string, response: WireAnswer): RecordedCall {
  return { ...call, response, provenance: { from: 'documentation', source } };
}

function attached(target: string) {
  return { operation: 'ListPoliciesForTarget', asking: [target, 'SERVICE_CONTROL_POLICY'] };
}

function policiesOf(answer: Record<string, unknown>): readonly { readonly Id: string }[] {
  return (answer as unknown as Summaries).Policies;
}

function answerOf(call: RecordedCall): unknown {
  return 'failure' in call.response ? undefined : JSON.parse(call.response.body);
}

function replaced(call: RecordedCall, from: string, to: string, answer: unknown): RecordedCall {
  const asked = JSON.parse(JSON.stringify({ input: call.input, request: call.request }).replaceAll(from, to)) as Pick<
    RecordedCall,
    'input' | 'request'
  >;
  return documented(
    { ...call, ...asked },
    'https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribePolicy.html',
    json(answer),
  );
}

function idOf(arn: string): string {
  return arn.split('/').at(-1) ?? arn;
}
