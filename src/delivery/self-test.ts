/** Sends a self-test, and looks for its report. */
import { selfTestRun, selfTestSource } from '../incident/self-test';
import type { Report } from '../report/contract';
import { putEvent } from './aws';
import { readStep } from './run-folder';

/** Gives the name of its execution. Throws what EventBridge answers. */
export async function sendSelfTest(): Promise<string> {
  const { eventId, errorCode = 'no id' } = await putEvent('default', selfTestSource, 'Culprit self-test', '{}');
  if (eventId === undefined) throw new Error(`EventBridge did not take it: ${errorCode}`);
  return selfTestRun(eventId);
}

/** `undefined`: not yet. */
export async function selfTestReport(bucket: string, run: string): Promise<Report | undefined> {
  const file = (await readStep({ bucket, run }, 'report')) as { readonly result: Report } | undefined;
  return file?.result;
}
