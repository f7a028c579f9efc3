/** What IAM's policy simulator answers in the story, and to the questions that a variant asks otherwise. */
import type { RecordedCall, Recording } from '../../src/evidence/recording/recording';
import type { WireAnswer } from '../../src/evidence/place';
import type { ContextEntry } from '../../src/evidence/readers/shared/simulation';
import { answerIn } from '../../test/account/wire';
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
      return { ...asked, response: simulated(asked) };
    }),
  );
}

export interface Simulation {
  readonly PolicySourceArn: string;
  readonly ActionNames: readonly string[];
  readonly ResourceArns: readonly string[];
  readonly ContextEntries: readonly ContextEntry[];
}

/** The identity-based policies of the story allow everything; its SCP ends the simulation for any key, for no tag was stated. */
export function simulated(call: RecordedCall): WireAnswer {
  const action = String(call.input['ActionNames']);
  const denied = action.startsWith('kms:') && !isTagged(call.input);
  const decision = denied ? 'explicitDeny' : 'allowed';
  const simulation = { [action]: { decision, allowedByOrganization: !denied, resource: { decision } } } as const;
  return answerIn({ accounts: { [call.account]: { simulation } } }, call);
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
