import { take } from '../../src/incident/flow/symptoms';
import { selfTestDenial, selfTestRun, selfTestSymptom } from '../../src/incident/self-test';
import { errorName } from '../../src/error-name';
import { parseArn } from '../../src/names/arn';
import { environment } from '../runtime/environment';
import { log } from '../runtime/log';
import { ports } from './ports';

export interface SelfTestMessage {
  readonly messageId: string;
  /** The id of its event. */
  readonly id: string;
}

/** Each is an execution of its own, which is counted nowhere. Gives the messages that have to come again. */
export async function startSelfTests(tests: readonly SelfTestMessage[]): Promise<readonly string[]> {
  if (tests.length === 0) return [];
  const failed: string[] = [];
  try {
    // Whoever may put events in this account could ask for thousands.
    const granted = await take(ports(), tests.length, 'self-test');
    if (granted < tests.length) log({ event: 'self-tests-refused', messages: tests.length - granted });
    for (const { messageId, id } of tests.slice(0, granted)) if (!(await started(id))) failed.push(messageId);
  } catch (error) {
    log({ event: 'self-tests-not-started', error: errorName(error) });
    return tests.map(({ messageId }) => messageId);
  }
  return failed;
}

async function started(id: string): Promise<boolean> {
  try {
    await ports().executions.start(selfTestRun(id), { id: selfTestSymptom }, [selfTestDenial(id, actor())]);
    return true;
  } catch (error) {
    log({ event: 'self-tests-not-started', error: errorName(error) });
    return false;
  }
}

/** The function's own role, which may not read what it is said to have asked for. */
function actor() {
  const roleArn = environment('CULPRIT_SELF_TEST_ROLE');
  return {
    account: environment('CULPRIT_ACCOUNT'),
    region: environment('AWS_REGION'),
    partition: parseArn(roleArn)?.partition ?? 'aws',
    roleArn,
    bucket: environment('CULPRIT_EVIDENCE_BUCKET'),
    time: new Date().toISOString(),
  };
}
