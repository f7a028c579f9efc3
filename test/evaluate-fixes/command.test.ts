import { Readable } from 'node:stream';
import type { EvaluatedWithFixes } from '../../src/evaluate-fixes';
import { culprit } from '../setup/command-line';
import { deniedByIdentity, everything, named, object, role, scenario } from './scenario';

const denied = deniedByIdentity({ Action: 's3:GetObject', Resource: object });

async function evaluate(lines: readonly unknown[], ...options: readonly string[]) {
  const text = lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('');
  const stdin = jest.spyOn(process, 'stdin', 'get').mockReturnValue(Readable.from([text]) as typeof process.stdin);
  try {
    const { code, stdout, stderr } = await culprit('evaluate', ...options);
    const answers = stdout.split('\n').filter(Boolean);
    return { code, stderr, answers: answers.map((line) => JSON.parse(line) as EvaluatedWithFixes) };
  } finally {
    stdin.mockRestore();
  }
}

test('--fixes says of each denial what could be changed, and of nothing else', async () => {
  const { code, answers } = await evaluate([denied, scenario({})], '--fixes');
  expect(code).toBe(0);
  expect(answers.map(({ decision }) => decision)).toEqual(['explicit-deny', 'allowed']);
  expect(answers[0]?.fixes?.[0]).toMatchObject({
    layer: 'identity-policies',
    code: 'ask-to-except',
    notes: [],
    opens: [],
  });
  expect(answers[1]).not.toHaveProperty('fixes');
});

test('without it none are sought', async () => {
  const { answers } = await evaluate([denied]);
  expect(answers[0]).not.toHaveProperty('fixes');
});

test('a line that is refused goes on as without it', async () => {
  const { code, answers } = await evaluate(['{', denied], '--fixes');
  expect(code).toBe(2);
  expect(answers[0]).toHaveProperty('error');
  expect(answers[1]?.fixes).not.toEqual([]);
});

test('what it is dangerous for is said', async () => {
  const asked = { action: 's3:BypassGovernanceRetention' };
  const { answers } = await evaluate(
    [scenario({ identityPolicies: [named({ ...everything, Action: 'sqs:*' })] }, asked)],
    '--fixes',
  );
  expect(answers[0]?.fixes?.[0]?.notes).toEqual([{ code: 'breaks-retention', facts: asked }]);
  expect(answers[0]?.fixes?.[0]?.facts.principal).toBe(role);
});

test('another option is none', async () => {
  const { code, stderr } = await evaluate([denied], '--fix');
  expect(code).toBe(2);
  expect(stderr).toContain('--fix');
});
