/** A text in a query: whatever it holds, it ends where its quote ends. */
export const inText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** In a pattern of LIKE with `ESCAPE '\'`. */
export const inPattern = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** A text in the statement that makes a table, which is Hive's. https://docs.aws.amazon.com/athena/latest/ug/ddl-reference.html */
export const inTable = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
