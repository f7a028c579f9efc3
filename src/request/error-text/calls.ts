/** What tools call an operation of S3 that they do not name as the API does. */
export function operationNamed(text: string): string | undefined {
  return tools.find(([pattern]) => pattern.test(text))?.[1];
}

const tools: readonly (readonly [pattern: RegExp, operation: string])[] = [
  // Hadoop's S3A, and Spark on it: https://hadoop.apache.org/docs/stable/hadoop-aws/tools/hadoop-aws/troubleshooting_s3a.html
  [/: getFileStatus on s3a:/, 'HeadObject'],
  [/: (?:re-?open|open|read)\b[^:]* (?:on|at \d+ on) s3a:/, 'GetObject'],
  [/: (?:PUT|put)\b[^:]* on s3a?:/, 'PutObject'],
  [/: (?:delete|bulk delete)\b[^:]* on s3a:/, 'DeleteObject'],
  [/: (?:listObjects|list|getting listing|listStatus)\b[^:]* on s3a:/, 'ListObjectsV2'],
  [/: (?:initiate MultiPartUpload|initiate multipart)[^:]* on s3a?:/i, 'CreateMultipartUpload'],
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
