/** What is logged of an error: its name, since its message may quote the event. */
export const errorName = (error: unknown): string => (error instanceof Error ? error.name : 'Error');
