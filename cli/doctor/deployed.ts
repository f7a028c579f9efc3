/** What a stack says of itself, and what only its own functions can look at. */
import type { Check } from '../../src/doctor/check';
import type { Deployment } from '../../src/doctor/deployment';
import type { CheckOutcome } from '../../src/doctor/examine';
import { getFunctionConfiguration, invokeFunction } from '../../src/evidence/aws/calls/deployed/lambda';
import type { ReadingSession } from '../../src/evidence/session/session';
import { partitionOf } from '../../src/names/partition';
import { exitCode, UsageError } from '../exit-codes';

const ownPlace = (region: string) =>
  ({ at: 'own', account: undefined, region, partition: partitionOf(region) }) as const;

const doctorOf = (stack: string): string => `${stack}-doctor`;

export async function readDeployment(stack: string, region: string, session: ReadingSession): Promise<Deployment> {
  const reading = await session.ask(ownPlace(region), 'deployment', (place) =>
    getFunctionConfiguration(place, { FunctionName: doctorOf(stack) }),
  );
  if (reading.status !== 'found') {
    const why = reading.status === 'unreadable' ? (reading.error ?? reading.why) : 'there is none';
    throw new UsageError(
      `stack \`${stack}\` does not say what is deployed (function \`${doctorOf(stack)}\` in ${region}): ${why}`,
      exitCode.inconclusive,
    );
  }
  const text = reading.value.Environment?.Variables?.['CULPRIT_DEPLOYMENT'];
  if (text === undefined) throw new UsageError(`function \`${doctorOf(stack)}\` is none of Culprit's`);
  return JSON.parse(text) as Deployment;
}

/** The function looks with its own role, and answers as `examine` does. */
export async function askDeployed(
  checks: readonly Check[],
  { stack }: Deployment,
  region: string,
  session: ReadingSession,
): Promise<readonly CheckOutcome[]> {
  if (stack === undefined || checks.length === 0) return [];
  const ids = checks.map(({ id }) => id);
  const failed = (error: string): readonly CheckOutcome[] =>
    ids.map((check) => ({ check, is: 'unread', why: 'not-answered', error }));
  const reading = await session.ask(ownPlace(region), 'doctor', (place) =>
    invokeFunction(place, {
      FunctionName: doctorOf(stack.name),
      Payload: new TextEncoder().encode(JSON.stringify({ checks: ids })),
    }),
  );
  if (reading.status !== 'found') return failed(reading.status === 'unreadable' ? (reading.error ?? reading.why) : '');
  const { FunctionError: broken, Payload: payload } = reading.value;
  if (broken !== undefined || payload === undefined) return failed(`function \`${doctorOf(stack.name)}\` failed`);
  return (JSON.parse(new TextDecoder().decode(payload)) as { readonly looked: readonly CheckOutcome[] }).looked;
}
