/** Files that are no text, by the bytes that they begin with: https://en.wikipedia.org/wiki/List_of_file_signatures */

interface Kind {
  readonly begins: string;
  /** What it is, and how to get text out of it. */
  readonly sentence: string;
}

const kinds: readonly Kind[] = [
  {
    // https://parquet.apache.org/docs/file-format/
    begins: 'PAR1',
    sentence:
      'it is Parquet, in which Security Lake keeps its rows: query them with Athena and give its result, or turn the file into JSON (`duckdb -json -c "FROM \'FILE\'"`)',
  },
  { begins: 'Obj\u0001', sentence: 'it is Avro: turn it into JSON first (`avro-tools tojson FILE`)' },
  { begins: 'ORC', sentence: 'it is ORC: query it with Athena and give its result' },
  {
    begins: 'PK\u0003\u0004',
    sentence: 'it is a ZIP archive: unpack it first (`unzip -p FILE | culprit investigate -`)',
  },
  {
    begins: '\u0028\u00B5\u002F\u00FD',
    sentence: 'it is packed by zstd: unpack it first (`zstdcat FILE | culprit investigate -`)',
  },
  { begins: 'BZh', sentence: 'it is packed by bzip2: unpack it first (`bzcat FILE | culprit investigate -`)' },
  { begins: '\u00FD7zXZ', sentence: 'it is packed by xz: unpack it first (`xzcat FILE | culprit investigate -`)' },
  { begins: '%PDF-', sentence: 'it is a PDF: copy the text of the error out of it' },
  { begins: '\u0089PNG', sentence: 'it is a picture: give the text of the error' },
];

/** `undefined`: it may be text. */
export function binaryKind(start: Uint8Array): string | undefined {
  const bytes = Buffer.from(start.subarray(0, 8)).toString('latin1');
  return kinds.find(({ begins }) => bytes.startsWith(begins))?.sentence;
}
