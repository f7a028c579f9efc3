/** What tools call an operation of S3 that they do not name as the API does. */
export function operationNamed(text: string): string | undefined {
  return (
    tools.find(([pattern]) => pattern.test(text))?.[1] ??
    methods[(methodOfObject.exec(text) ?? methodOfCurl.exec(text))?.[1] ?? '']
  );
}

/** DuckDB, object_store, Guzzle and other clients of HTTP print the method and the URL; a presigned one has a query. */
const methodOfObject =
  /\b(GET|HEAD|PUT|DELETE)\b[^\n/]{0,30}https?:\/\/(?:[a-z0-9.-]{1,63}\.s3[.-][a-z0-9.-]{0,60}amazonaws\.com(?:\.cn)?|s3[.-][a-z0-9.-]{0,60}amazonaws\.com(?:\.cn)?\/[a-z0-9.-]{1,63})\/[^\s"'`?]+(?:\?X-Amz-|["'`\s),]|$)/;
/** curl -v */
const methodOfCurl = /^> (GET|HEAD|PUT|DELETE) \/[^\s?]+(?:\?X-Amz-\S*)? HTTP\//im;
const methods: Readonly<Partial<Record<string, string>>> = {
  GET: 'GetObject',
  HEAD: 'HeadObject',
  PUT: 'PutObject',
  DELETE: 'DeleteObject',
};

const tools: readonly (readonly [pattern: RegExp, operation: string])[] = [
  // Hadoop's S3A, and Spark on it: https://hadoop.apache.org/docs/stable/hadoop-aws/tools/hadoop-aws/troubleshooting_s3a.html
  [/: getFileStatus on s3a:/, 'HeadObject'],
  [/: (?:re-?open|open|read)\b[^:]* (?:on|at \d+ on) s3a:/, 'GetObject'],
  [/: (?:PUT|put)\b[^:]* on s3a?:/, 'PutObject'],
  [/: (?:delete|bulk delete)\b[^:]* on s3a:/, 'DeleteObject'],
  [/: (?:listObjects|list|getting listing|listStatus)\b[^:]* on s3a:/, 'ListObjectsV2'],
  [/: (?:initiate MultiPartUpload|initiate multipart)[^:]* on s3a?:/i, 'CreateMultipartUpload'],
  [/: (?:PUT 0-byte object|Writing Object)\s+on /, 'PutObject'],
  [/: upload part #\d+ upload ID \S+ on /i, 'UploadPart'],
  [/: Completing multipart upload on /i, 'CompleteMultipartUpload'],
  [/: copyFile\([^)]*\) on /, 'CopyObject'],
  // Trino
  [/\bError opening Hive split\b/, 'GetObject'],
  // s3fs
  [/\bcurl\.cpp:HeadRequest|\bHEAD \S* HTTP\//, 'HeadObject'],
  [/\bcurl\.cpp:PutRequest/, 'PutObject'],
  [/\bcurl\.cpp:GetObjectRequest/, 'GetObject'],
  [/\bcurl\.cpp:DeleteRequest/, 'DeleteObject'],
  [/\bcurl\.cpp:ListBucketRequest|\bcurl\.cpp:CheckBucket/, 'ListObjects'],
  // AWS CLI
  [/^(?:warning: Skipping .*|download failed): s3:/m, 'GetObject'],
  [/^upload failed: .* to s3:/m, 'PutObject'],
  [/^delete failed: s3:/m, 'DeleteObject'],
];
