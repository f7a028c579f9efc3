/** What the doctor found, for people and for programs. */
import type { CheckOutcome } from '../../src/doctor/examine';

export function printed(format: 'text' | 'json', region: string, looked: readonly CheckOutcome[]): string {
  return format === 'json' ? asJson(region, looked) : asText(region, looked);
}

function asJson(region: string, looked: readonly CheckOutcome[]): string {
  const checks = looked.map(({ check, is }) => ({ check, is }));
  const findings = looked.flatMap((one) =>
    one.is === 'found' ? one.findings.map((finding) => ({ check: one.check, ...finding })) : [],
  );
  const unread = looked.flatMap((one) => (one.is === 'unread' ? [unreadOf(one)] : []));
  return JSON.stringify({ region, checks, findings, unread }, null, 2);
}

const unreadOf = ({ check, why, permission, error }: Extract<CheckOutcome, { readonly is: 'unread' }>) => ({
  check,
  why,
  permission,
  error,
});

function asText(region: string, looked: readonly CheckOutcome[]): string {
  const lines = looked.flatMap(linesOf);
  return lines.length === 0
    ? `All well in ${region}: ${looked.map(({ check }) => check).join(', ')}.`
    : lines.join('\n');
}

function linesOf(one: CheckOutcome): readonly string[] {
  switch (one.is) {
    case 'well':
      return [];
    case 'found':
      return one.findings.map(({ text, command }) => `✗ ${text}\n  ${command}`);
    case 'unread': {
      const lacking = one.permission === undefined ? '' : ` (needs ${one.permission})`;
      return [`? ${one.check} could not be looked at: ${one.error ?? one.why}${lacking}`];
    }
  }
}
