/** One line of JSON. Codes and counts only: nothing of an event belongs into logs. */
export function log(entry: Readonly<Record<string, string | number>>): void {
  process.stdout.write(`${JSON.stringify(entry)}\n`);
}

/** What is logged of an error: its name, since its message may quote the event. */
export const errorName = (error: unknown): string => (error instanceof Error ? error.name : 'Error');
