import { startExecution } from './aws';

/** Starts an investigation. The name is the symptom's and the hour's, so a second start is a repeat, not a failure. */
export async function startInvestigation(
  stateMachineArn: string,
  name: string,
  input: unknown,
): Promise<'started' | 'already-started'> {
  try {
    await startExecution(stateMachineArn, name, JSON.stringify(input));
    return 'started';
  } catch (error) {
    // Thrown when that execution has ended or its input differs; otherwise starting it twice is no error: https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
    if (error instanceof Error && error.name === 'ExecutionAlreadyExists') return 'already-started';
    throw error;
  }
}
