/** A text in SQL: whatever it holds, it ends where its quote ends. */
export const inText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** In a pattern of LIKE with `ESCAPE '\'`. */
export const inPattern = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
