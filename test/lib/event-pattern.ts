/** Matches an event as EventBridge does. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html */
export function matchesPattern(pattern: unknown, event: unknown): boolean {
  return Object.entries(pattern as Record<string, unknown>).every(([key, wanted]) => {
    if (key === '$or') return (wanted as readonly unknown[]).some((one) => matchesPattern(one, event));
    const seen = typeof event === 'object' && event !== null ? (event as Record<string, unknown>)[key] : undefined;
    if (Array.isArray(wanted)) return wanted.some((rule) => matchesRule(rule, seen));
    return matchesPattern(wanted, seen);
  });
}

function matchesRule(rule: unknown, seen: unknown): boolean {
  if (typeof rule !== 'object' || rule === null) return values(seen).includes(rule);
  const [[operator, operand]] = Object.entries(rule) as [[string, unknown]];
  switch (operator) {
    case 'exists':
      return (seen !== undefined && (typeof seen !== 'object' || seen === null)) === operand;
    case 'prefix':
      return values(seen).some((value) => typeof value === 'string' && value.startsWith(String(operand)));
    case 'suffix':
      return values(seen).some((value) => typeof value === 'string' && value.endsWith(String(operand)));
    case 'anything-but': {
      // A field that is absent is not "anything but".
      const { prefix } = operand as { readonly prefix: string };
      return values(seen).some((value) => typeof value === 'string' && !value.startsWith(prefix));
    }
    default:
      throw new Error(`the test's matcher does not know \`${operator}\``);
  }
}

const values = (seen: unknown): readonly unknown[] => (seen === undefined ? [] : Array.isArray(seen) ? seen : [seen]);
