import type { RecordFields } from '../record/fields';
import type { PartialDenial } from '../error-text/partial-denial';
import type { ParsedRecord } from '../parsed-record';

/** What an input holds: whole records, and denials of which an error text shows a part. */
export type Found = ParsedRecord | PartialDenial;

/** What a form makes of a value that is of it. */
export type Opened =
  /** What it wraps, to be looked at again: values, texts that hold JSON, lines. */
  | { readonly wraps: readonly unknown[] }
  /** The fields of a CloudTrail record, as far as this form has them. */
  | { readonly record: RecordFields }
  /** A denial of which the form has no more than a part. */
  | { readonly denial: PartialDenial };

/** One way in which people have denials. Which it is shows from the value alone, never from the name of a file. */
export interface Form {
  /** Also the name of its cases in the tests. */
  readonly id: string;
  /** As the documents list it. */
  readonly title: string;
  /** `undefined`: the value is not of this form. Never throws. */
  readonly open: (value: unknown) => Opened | undefined;
}

/** The same of a text that is no value: a line, or lines that belong together. */
export interface TextForm {
  readonly id: string;
  readonly title: string;
  /** Empty: the text is not of this form. Never throws. */
  readonly read: (text: string) => readonly Found[];
}
