/** Where tools write what: one table for all of them. A pattern's first group that matched is the value. */

export type Fact =
  'errorCode' | 'operation' | 'requestId' | 'hostId' | 'time' | 'region' | 'bucket' | 'key' | 'keyInUrl';

/** The fact as the first pattern that finds it has it. */
export function factIn(text: string, fact: Fact): string | undefined {
  for (const pattern of places[fact]) {
    const value = pattern
      .exec(text)
      ?.slice(1)
      .find((group) => group !== undefined && group !== '');
    if (value !== undefined) return value;
  }
  return undefined;
}

/** What a copy writes: its target comes second. */
const writes =
  '(?:CopyObject|PutObject|PutObjectTagging|CreateMultipartUpload|UploadPart|UploadPartCopy|CompleteMultipartUpload)';
const copied = '^(?:copy|move) failed: s3://.{1,1100} to s3://';
const writing = ` An error occurred \\(\\w+\\) when calling the ${writes} operation`;
const bucketName = '([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])';

const code = '([A-Z][A-Za-z]+(?:\\.[A-Z][A-Za-z]+)?)';

const places: Readonly<Record<Fact, readonly RegExp[]>> = {
  errorCode: [
    // AWS CLI, boto3: An error occurred (AccessDenied) when calling the GetObject operation: …
    new RegExp(`An error occurred \\(${code}\\)`),
    /<Code>\s*([A-Za-z.]+)\s*<\/Code>/,
    // Java 1, Hadoop, Spark: (Service: Amazon S3; Status Code: 403; Error Code: AccessDenied; …)
    new RegExp(`Error Code: ${code}\\b`),
    // Go 2, Terraform, rclone: api error AccessDenied: …
    new RegExp(`api error ${code}\\b`),
    // Ruby
    new RegExp(`Aws::\\w+::Errors::${code}\\b`),
    // PHP: AccessDenied (client): …
    new RegExp(`\\b${code} \\((?:client|server)\\)`),
    // JavaScript, Rust, and whatever writes an error as JSON
    new RegExp(`\\b(?:Code|code|errorCode|__type|name)["']?\\s*[:=]\\s*(?:Some\\()?["']?(?:[\\w.]+#)?${code}\\b`),
    new RegExp(`HandlerErrorCode: ${code}\\b`),
    // Not Java's own java.nio.file.AccessDeniedException, which Hadoop throws.
    /(?<!nio\.file\.)\b(AccessDenied(?:Exception)?|SignatureDoesNotMatch|InvalidAccessKeyId|ExpiredToken|RequestTimeTooSkewed)\b/,
  ],
  operation: [
    /when calling the (\w+) operation/,
    /operation error (?:S3|S3 Control): (\w+)/,
    /Error executing "(\w+)" on "/,
    /\bAPI: s3:(\w+)/,
    // Arrow, pandas
    /\bAWS Error \w+ during (\w+) operation/,
    // .NET
    /\bAmazonS3Client\.(\w+?)Async\(/,
    /\b(?:commandName|operationName|operation)["']?\s*[:=]\s*["'](\w+?)(?:Command)?["']/,
  ],
  requestId: [
    /<RequestId>\s*([\w-]+)\s*<\/RequestId>/i,
    // Redshift
    /,Rid ([A-Z0-9]{8,64}),ExtRid /,
    /(?:(?:aws_|x-amz-)?request[-_ ]?id|RequestId)(?:["']|\\")?\s*(?:[:=]|=>|,)\s*(?:Some\()?(?:["']|\\")?([A-Za-z0-9-]{8,64})\b/i,
  ],
  hostId: [
    /<HostId>\s*([\w+/=-]+)\s*<\/HostId>/i,
    /,ExtRid ([A-Za-z0-9+/=]{16,200})/,
    /(?:(?:S3 )?Extended[-_ ]?Request[-_ ]?Id|s3_extended_request_id|host[-_ ]?id|x-amz-id-2)(?:["']|\\")?\s*(?:[:=]|=>|,)\s*(?:Some\()?(?:["']|\\")?([A-Za-z0-9+/=]{16,200})/i,
  ],
  time: [
    /<ServerTime>\s*([^<\s]+)\s*<\/ServerTime>/i,
    /\b(\d{4}-\d\d-\d\d(?:[T ]|, )\d\d:\d\d:\d\d(?:[.,]\d{1,9})?\s?(?:Z\b|UTC\b|[+-]\d\d:?\d\d\b))/,
    /\b((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT)/,
  ],
  region: [
    /<Region>\s*([a-z]{2}(?:-[a-z]+)+-\d)\s*<\/Region>/i,
    /\bs3(?:-fips|-accesspoint)?(?:\.dualstack)?[.-]([a-z]{2}(?:-[a-z]+)+-\d)\.amazonaws\.com/,
    /\bregion["']?\s*[:=]\s*(?:Some\()?["']?([a-z]{2}(?:-[a-z]+)+-\d)\b/i,
    /\barn:aws[\w-]*:kms:([a-z]{2}(?:-[a-z]+)+-\d):/,
  ],
  bucket: [
    new RegExp(`${copied}${bucketName}/.{1,1100}${writing}`, 'm'),
    // boto3
    new RegExp(`\\bFailed to upload .{1,300} to ${bucketName}/.{1,1100}: An error occurred`),
    // Arrow, and Terraform's backend
    new RegExp(`\\b(?:in|to|from) (?:S3 )?bucket ["'\`]${bucketName}["'\`]`, 'i'),
    /\bs3[an]?:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?=[/\s:"',)]|$)/,
    /\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\.s3[.-](?:[a-z0-9-]+\.)*amazonaws\.com/,
    /\/\/s3[.-](?:[a-z0-9-]+\.)*amazonaws\.com(?:\.cn)?\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?=[/\s?"'`]|$)/,
    // curl -v
    /^> Host: ([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\.s3[.-][a-z0-9.-]{0,60}amazonaws\.com/im,
    /<BucketName>\s*([a-z0-9.-]+)\s*<\/BucketName>/i,
    /<Resource>\s*\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?=[/<])/i,
    // Terraform
    /\bS3 (?:Bucket|Object) \(([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])[/)]/i,
    /\b(?:bucket(?:_?name)?)["']?\s*[:=]\s*["']?([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\b/i,
  ],
  key: [
    // A key may have blanks: it ends where what follows it is known, and otherwise at no blank.
    new RegExp(`${copied}[a-z0-9.-]+/(.{1,1024}?)${writing}`, 'm'),
    /\bFailed to upload .{1,300} to [a-z0-9.-]+\/(.{1,1024}?): An error occurred/,
    /\b(?:key|object) '([^'\n]{1,1024})' in bucket '/,
    /\bobject "([^"\n]{1,1024})" in (?:S3 )?bucket "/i,
    // Trino
    /\(Bucket: [a-z0-9.-]+, Key: ([^)\n]{1,1024})\)/,
    // AWS CLI
    /^(?:download|copy|move) failed: s3:\/\/[a-z0-9.-]+\/((?:(?! to ).)+) to (?!.* to )/m,
    /^(?:upload|delete) failed: .*?s3:\/\/[a-z0-9.-]+\/(.{1,1024}?) An error occurred/m,
    // Hadoop, Spark
    /\bs3[an]?:\/\/[a-z0-9.-]+\/([^\n]{1,1024}?): [\w -]{1,60} on s3[an]?:\/\/[a-z0-9.-]+\/\1:/,
    /\bs3[an]?:\/\/[a-z0-9.-]+\/([^\s"',]+?)(?=:?(?:["',)`]|\n|$)|: )/,
    /<Key>\s*([^<]+?)\s*<\/Key>/i,
    /<Resource>\s*\/[a-z0-9.-]+\/([^<]+?)\s*<\/Resource>/i,
  ],
  keyInUrl: [
    /^> [A-Z]{3,7} \/([^\s?]{1,1024})(?:\?\S*)? HTTP\/[\d.]+\n(?:> .*\n)*?> Host: [a-z0-9.-]{3,63}\.s3[.-]/im,
    /\/\/[a-z0-9.-]{1,63}\.s3[.-](?:[a-z0-9-]+\.)*amazonaws\.com(?:\.cn)?\/([^\s"'`?]+)/,
    /\/\/s3[.-](?:[a-z0-9-]+\.)*amazonaws\.com(?:\.cn)?\/[a-z0-9.-]+\/([^\s"'`?]+)/,
  ],
};
