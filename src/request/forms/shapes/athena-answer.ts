import { isFields } from '../../record/fields';
import type { Form } from '../form';

/** `aws athena get-query-results`: the first row has the names. https://docs.aws.amazon.com/athena/latest/APIReference/API_GetQueryResults.html */
export const athenaAnswer: Form = {
  id: 'athena-answer',
  title: 'Results of Athena and CloudTrail Lake, as JSON or CSV: names in lower case, structs as text',
  open: (value) => {
    if (!isFields(value)) return undefined;
    const set = value['ResultSet'];
    const rows = isFields(set) ? set['Rows'] : value['Rows'];
    if (Array.isArray(rows)) return { wraps: athenaRows(rows) };
    // aws cloudtrail get-query-results: each row is a list of single pairs.
    const found = value['QueryResultRows'];
    return Array.isArray(found) ? { wraps: found.map(joined) } : undefined;
  },
};

function athenaRows(rows: readonly unknown[]): readonly unknown[] {
  const [header = [], ...rest] = rows.map(cells);
  return rest.map((row) => Object.fromEntries(row.flatMap((cell, index) => named(header[index], cell))));
}

const named = (name: unknown, cell: unknown): readonly (readonly [string, unknown])[] =>
  typeof name === 'string' ? [[name, cell]] : [];

function cells(row: unknown): readonly unknown[] {
  const data = isFields(row) ? row['Data'] : undefined;
  return Array.isArray(data) ? data.map((cell: unknown) => (isFields(cell) ? cell['VarCharValue'] : undefined)) : [];
}

function joined(row: unknown): unknown {
  return Array.isArray(row) && row.every(isFields) ? Object.assign({}, ...row) : row;
}
