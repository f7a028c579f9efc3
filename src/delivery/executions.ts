import type { Denial, Executions } from '../incident/flow/ports';
import { requestOf } from '../incident/flow/pair';
import type { Recording } from '../evidence/recording/recording';
import { startExecution } from './aws';
import { writeStepOnce } from './run-folder';

export interface Machine {
  readonly stateMachineArn: string;
  /** The evidence bucket. */
  readonly bucket: string;
}

/** Executions of the state machine. Evidence first: an execution must not start without it. */
export function executionsOf({ stateMachineArn, bucket }: Machine): Executions {
  const add = async (run: string, denials: readonly Denial[]) => {
    for (const denial of denials) {
      const [service = ''] = denial.request.eventSource.split('.');
      const file: Recording & { readonly result: Denial } = {
        format: 'culprit-recording',
        version: 1,
        calls: [],
        result: denial,
      };
      // What is there stays: events arrive more than once.
      await writeStepOnce({ bucket, run }, `record-${service}`, file);
    }
  };
  return {
    add,
    start: async (run, { id }, denials) => {
      await add(run, denials);
      await startOnce(stateMachineArn, run, { run, symptom: id, request: requestOf(denials) });
    },
  };
}

async function startOnce(stateMachineArn: string, name: string, input: object): Promise<void> {
  try {
    await startExecution(stateMachineArn, name, JSON.stringify(input));
  } catch (error) {
    // Thrown when that execution has ended or its input differs; otherwise starting it twice is no error: https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
    if (error instanceof Error && error.name === 'ExecutionAlreadyExists') return;
    throw error;
  }
}
