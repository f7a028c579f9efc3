/** What IAM's policy simulator answers in the story, and to the questions that a variant asks otherwise. */
import type { RecordedCall, Recording } from '../../src/evidence/recording/recording';
import type { ContextEntry } from '../../src/evidence/readers/shared/simulation';
import { addCalls } from './editing';

const operation = 'SimulatePrincipalPolicy';

/** Answers, beside the recorded questions, the same ones as a variant words them. */
export function withSimulations(recording: Recording, reword: (asked: Simulation) => Simulation): Recording {
  const recorded = recording.calls.filter((call) => call.operation === operation);
  return addCalls(
    recording,
    recorded.map((call) => {
      const input = { ...call.input, ...reword(call.input as unknown as Simulation) };
      const asked = { ...call, input, request: { ...call.request, body: bodyOf(input) } };
      return { ...asked, response: { ...call.response, body: simulated(asked) } };
    }),
  );
}

export interface Simulation {
  readonly PolicySourceArn: string;
  readonly ActionNames: readonly string[];
  readonly ResourceArns: readonly string[];
  readonly ContextEntries: readonly ContextEntry[];
}

/** The identity policies of the story allow everything; its SCP ends the simulation for any key, for no tag was stated. */
export function simulated({ input }: Pick<RecordedCall, 'input'>): string {
  const [action, resource] = [input['ActionNames'], input['ResourceArns']].map((list) => String(list));
  const denied = action?.startsWith('kms:') === true && !isTagged(input);
  const decision = denied ? 'explicitDeny' : 'allowed';
  return (
    '<SimulatePrincipalPolicyResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><SimulatePrincipalPolicyResult>' +
    `<EvaluationResults><member><EvalActionName>${action}</EvalActionName><EvalDecision>${decision}</EvalDecision>` +
    `<OrganizationsDecisionDetail><AllowedByOrganizations>${!denied}</AllowedByOrganizations></OrganizationsDecisionDetail>` +
    `<ResourceSpecificResults><member><EvalResourceName>${resource}</EvalResourceName>` +
    `<EvalResourceDecision>${decision}</EvalResourceDecision></member></ResourceSpecificResults>` +
    '</member></EvaluationResults><IsTruncated>false</IsTruncated>' +
    '</SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>'
  );
}

/** Was the simulator told the tag that the SCP wants? */
function isTagged({ ContextEntries: entries }: RecordedCall['input']): boolean {
  return JSON.stringify(entries ?? []).includes('"aws:ResourceTag/data-class"');
}

/** As the SDK writes a form. */
function bodyOf({ PolicySourceArn, ActionNames, ResourceArns, ContextEntries }: Simulation): string {
  const members = (name: string, values: readonly string[]) =>
    values.map((value, at): [string, string] => [`${name}.member.${at + 1}`, value]);
  const fields: readonly (readonly [string, string])[] = [
    ['Action', operation],
    ['Version', '2010-05-08'],
    ['PolicySourceArn', PolicySourceArn],
    ...members('ActionNames', ActionNames),
    ...members('ResourceArns', ResourceArns),
    ...ContextEntries.flatMap(({ ContextKeyName, ContextKeyValues, ContextKeyType }, at) => {
      const entry = `ContextEntries.member.${at + 1}`;
      return [
        [`${entry}.ContextKeyName`, ContextKeyName] as const,
        ...members(`${entry}.ContextKeyValues`, ContextKeyValues),
        [`${entry}.ContextKeyType`, ContextKeyType] as const,
      ];
    }),
  ];
  return fields.map(([name, value]) => `${name}=${encoded(value)}`).join('&');
}

/** As the SDK writes a value. */
export function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
