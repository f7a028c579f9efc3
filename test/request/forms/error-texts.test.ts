import { parseInput } from '../../../src/request/forms/read-input';
import { complete } from '../../../src/request/error-text/complete';
import type { PartialDenial } from '../../../src/request/error-text/partial-denial';
import { asked } from '../samples';

// Written for this project after real texts; `from` is where each shape is known from.

interface Row {
  readonly tool: string;
  readonly from: string;
  readonly text: string;
  readonly says: Partial<PartialDenial>;
}

const role = 'arn:aws:sts::111122223333:assumed-role/app/run';
const object = 'arn:aws:s3:::my-bucket/reports/a.csv';
const words = `User: ${role} is not authorized to perform: s3:GetObject on resource: "${object}" because no identity-based policy allows the s3:GetObject action`;
const whole = { principal: role, action: 's3:GetObject', resource: object, message: words };
const ids = { requestId: '8RX27QX3XB2ZRDH0', hostId: 'EXAMPLE1exampleHostId2exampleHostId2=' };
const { requestId, hostId } = ids;

const rows: readonly Row[] = [
  {
    tool: 'AWS CLI',
    from: 'https://github.com/aws/aws-cli/issues/813',
    text: `An error occurred (AccessDenied) when calling the GetObject operation: ${words}`,
    says: { ...whole, operation: 'GetObject' },
  },
  {
    tool: 'aws s3 cp',
    from: 'https://github.com/aws/aws-cli/issues/813',
    text: 'download failed: s3://my-bucket/reports/a.csv to ./a.csv An error occurred (AccessDenied) when calling the GetObject operation: Access Denied',
    says: { operation: 'GetObject', bucket: 'my-bucket', key: 'reports/a.csv', message: 'Access Denied' },
  },
  {
    tool: 'aws s3 cp, which asks for the head first',
    from: 'https://repost.aws/knowledge-center/s3-troubleshoot-403',
    text: 'fatal error: An error occurred (403) when calling the HeadObject operation: Forbidden',
    says: { operation: 'HeadObject', errorCode: 'AccessDenied' },
  },
  {
    tool: 'boto3',
    from: 'https://github.com/usdigitalresponse/usdr-gost/pull/4044',
    text: `Traceback (most recent call last):\n  File "/app/main.py", line 7, in <module>\n    s3.get_object(Bucket=b, Key=k)\nbotocore.exceptions.ClientError: An error occurred (AccessDenied) when calling the GetObject operation: ${words}`,
    says: { ...whole, operation: 'GetObject' },
  },
  {
    tool: 'AWS SDK for Java 2',
    from: 'https://github.com/airbytehq/airbyte/issues/50979',
    text: `Caused by: software.amazon.awssdk.services.s3.model.S3Exception: ${words} (Service: S3, Status Code: 403, Request ID: ${requestId}, Extended Request ID: ${hostId})\n\tat software.amazon.awssdk.protocols.xml.internal.unmarshall.AwsXmlPredicatedResponseHandler.handleErrorResponse(AwsXmlPredicatedResponseHandler.java:156)`,
    says: { ...whole, ...ids },
  },
  {
    tool: 'AWS SDK for Java 1',
    from: 'https://github.com/jenkinsci/pipeline-aws-plugin/issues/183',
    text: `com.amazonaws.services.s3.model.AmazonS3Exception: Access Denied (Service: Amazon S3; Status Code: 403; Error Code: AccessDenied; Request ID: ${requestId}; S3 Extended Request ID: ${hostId}; Proxy: null)`,
    says: { ...ids, message: 'Access Denied' },
  },
  {
    tool: 'AWS SDK for JavaScript 3',
    from: 'https://github.com/aws/aws-sdk-js-v3',
    text: `AccessDenied: ${words}\n    at ProtocolLib.getErrorSchemaOrThrowBaseException (/app/node_modules/@aws-sdk/core/index.js:69:67) {\n  '$fault': 'client',\n  '$metadata': {\n    httpStatusCode: 403,\n    requestId: '${requestId}',\n    extendedRequestId: '${hostId}',\n    attempts: 1\n  },\n  Code: 'AccessDenied',\n  RequestId: '${requestId}'\n}`,
    says: { ...whole, ...ids },
  },
  {
    tool: 'a log line in JSON',
    from: 'https://docs.aws.amazon.com/powertools/typescript/latest/features/logger/',
    text: JSON.stringify({
      level: 'ERROR',
      timestamp: '2026-11-20T08:14:01.123Z',
      message: 'download failed',
      error: { name: 'AccessDenied', message: words, $metadata: { requestId } },
    }),
    says: { ...whole, requestId, time: '2026-11-20T08:14:01.123Z' },
  },
  {
    tool: 'AWS SDK for Go 2',
    from: 'https://github.com/pulumi/pulumi/issues/14413',
    text: `operation error S3: GetObject, https response error StatusCode: 403, RequestID: ${requestId}, HostID: ${hostId}, api error AccessDenied: ${words}`,
    says: { ...whole, ...ids, operation: 'GetObject' },
  },
  {
    tool: 'AWS SDK for Go 1',
    from: 'https://github.com/hashicorp/terraform/issues/4115',
    text: `AccessDenied: Access Denied\n\tstatus code: 403, request id: ${requestId}, host id: ${hostId}`,
    says: { ...ids, message: 'Access Denied' },
  },
  {
    tool: 'AWS SDK for Ruby',
    from: 'https://docs.aws.amazon.com/sdk-for-ruby/v3/api/Aws/S3/Errors.html',
    text: `/gems/aws-sdk-core/plugins/raise_response_errors.rb:17:in 'call': ${words} (Aws::S3::Errors::AccessDenied)`,
    says: whole,
  },
  {
    tool: 'AWS SDK for .NET',
    from: 'https://github.com/aws/aws-sdk-net/issues/484',
    text: `Unhandled exception. Amazon.S3.AmazonS3Exception: ${words}\n ---> Amazon.Runtime.Internal.HttpErrorResponseException: Exception of type 'Amazon.Runtime.Internal.HttpErrorResponseException' was thrown.\n   at Amazon.Runtime.HttpWebRequestMessage.ProcessHttpResponseMessage(HttpResponseMessage responseMessage)`,
    says: whole,
  },
  {
    tool: 'AWS SDK for PHP',
    from: 'https://docs.aws.amazon.com/sdk-for-php/v3/developer-guide/faq.html',
    text: `Error executing "GetObject" on "https://my-bucket.s3.eu-west-1.amazonaws.com/reports/a.csv"; AWS HTTP error: Client error: \`GET https://my-bucket.s3.eu-west-1.amazonaws.com/reports/a.csv\` resulted in a \`403 Forbidden\` response:\n<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code> (truncated...)\n AccessDenied (client): ${words} - <?xml version="1.0" encoding="UTF-8"?>`,
    says: { ...whole, operation: 'GetObject', region: 'eu-west-1' },
  },
  {
    tool: 'AWS SDK for Rust',
    from: 'https://docs.rs/aws-smithy-types/latest/aws_smithy_types/error/metadata/struct.ErrorMetadata.html',
    text: `service error: unhandled error (AccessDenied): Error { code: "AccessDenied", message: "Access Denied", aws_request_id: "${requestId}", s3_extended_request_id: "${hostId}" }`,
    says: { ...ids, message: 'Access Denied' },
  },
  {
    tool: 'Terraform, in its box',
    from: 'https://github.com/hashicorp/terraform-provider-aws/issues/43891',
    text: `╷\n│ Error: reading S3 Bucket (my-bucket) Policy\n│\n│   with aws_s3_bucket_policy.b,\n│   on main.tf line 41, in resource "aws_s3_bucket_policy" "b":\n│   41: resource "aws_s3_bucket_policy" "b" {\n│\n│ operation error S3: GetBucketPolicy, https response error\n│ StatusCode: 403, RequestID: ${requestId}, HostID:\n│ ${hostId}, api\n│ error AccessDenied: User: ${role} is not authorized\n│ to perform: s3:GetBucketPolicy on resource: "arn:aws:s3:::my-bucket" with\n│ an explicit deny in a resource-based policy\n╵`,
    says: {
      ...ids,
      principal: role,
      action: 's3:GetBucketPolicy',
      resource: 'arn:aws:s3:::my-bucket',
      operation: 'GetBucketPolicy',
      message: `User: ${role} is not authorized to perform: s3:GetBucketPolicy on resource: "arn:aws:s3:::my-bucket" with an explicit deny in a resource-based policy`,
    },
  },
  {
    tool: 'CloudFormation and the CDK',
    from: 'https://github.com/aws-samples/aws-cdk-examples/issues/1029',
    text: `Stack | 3/5 | 8:14:01 AM | CREATE_FAILED | AWS::S3::BucketPolicy | Bucket/Policy (BucketPolicy9B) Resource handler returned message: "User: ${role} is not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::my-bucket" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access. (Service: S3, Status Code: 403, Request ID: ${requestId}, Extended Request ID: ${hostId}) (SDK Attempt Count: 1)" (RequestToken: 0b1, HandlerErrorCode: AccessDenied)`,
    says: { ...ids, principal: role, action: 's3:PutBucketPolicy', resource: 'arn:aws:s3:::my-bucket' },
  },
  {
    tool: 'Hadoop and Spark',
    from: 'https://hadoop.apache.org/docs/stable/hadoop-aws/tools/hadoop-aws/troubleshooting_s3a.html',
    text: `java.nio.file.AccessDeniedException: s3a://my-bucket/reports/a.csv: getFileStatus on s3a://my-bucket/reports/a.csv: com.amazonaws.services.s3.model.AmazonS3Exception: Forbidden (Service: Amazon S3; Status Code: 403; Error Code: 403 Forbidden; Request ID: ${requestId}; S3 Extended Request ID: ${hostId}; Proxy: null), S3 Extended Request ID: ${hostId}:403 Forbidden`,
    says: { ...ids, operation: 'HeadObject', bucket: 'my-bucket', key: 'reports/a.csv', errorCode: 'AccessDenied' },
  },
  {
    tool: 'rclone',
    from: 'https://github.com/rclone/rclone/issues',
    text: `2026/11/20 08:14:01 ERROR : reports/a.csv: Failed to copy: operation error S3: PutObject, https response error StatusCode: 403, RequestID: ${requestId}, HostID: ${hostId}, api error AccessDenied: Access Denied`,
    says: { ...ids, operation: 'PutObject', message: 'Access Denied' },
  },
  {
    tool: 's3fs',
    from: 'https://github.com/s3fs-fuse/s3fs-fuse/issues',
    text: `[ERR] curl.cpp:RequestPerform(2436): HTTP response code 403, returning EPERM. Body Text: <?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message><RequestId>${requestId}</RequestId><HostId>${hostId}</HostId></Error>`,
    says: { ...ids, message: 'Access Denied' },
  },
  {
    tool: 'the XML body',
    from: 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html',
    text: `<?xml version="1.0" encoding="UTF-8"?>\n<Error>\n  <Code>AccessDenied</Code>\n  <Message>\n    ${words.replace(' on resource: ', ' on resource:\n    ')}\n  </Message>\n  <RequestId>${requestId}</RequestId>\n  <HostId>\n    ${hostId}\n  </HostId>\n</Error>`,
    says: { ...whole, ...ids },
  },
  {
    tool: 'boto3, its response as JSON',
    from: 'https://docs.aws.amazon.com/boto3/latest/guide/error-handling.html',
    text: JSON.stringify({
      Error: { Code: 'AccessDenied', Message: words },
      ResponseMetadata: {
        RequestId: requestId,
        HostId: hostId,
        HTTPStatusCode: 403,
        HTTPHeaders: { date: 'Fri, 20 Nov 2026 08:14:01 GMT' },
      },
    }),
    says: { ...whole, ...ids, time: '2026-11-20T08:14:01Z' },
  },
  {
    tool: 'Lambda, what a function throws',
    from: 'https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html',
    text: JSON.stringify({
      errorType: 'AccessDenied',
      errorMessage: words,
      trace: [`AccessDenied: ${words}`, '    at x'],
    }),
    says: whole,
  },
  {
    tool: 'the console, its event history as CSV',
    from: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events-console.html',
    text: `User name,AWS access key,Event time,Event source,Event name,AWS region,Error code,Resource type,Resource name,Request ID\nalice,AKIA,"November 20, 2026, 09:14:01 (UTC+01:00)",s3.amazonaws.com,GetBucketPolicy,eu-west-1,AccessDenied,AWS::S3::Bucket,my-bucket,${requestId}`,
    says: {
      operation: 'GetBucketPolicy',
      bucket: 'my-bucket',
      requestId,
      time: '2026-11-20T08:14:01Z',
      region: 'eu-west-1',
    },
  },
  {
    tool: 'aws s3 cp, from bucket to bucket',
    from: 'https://repost.aws/knowledge-center/s3-troubleshoot-copy-between-buckets',
    text: 'copy failed: s3://source/a/b.txt to s3://my-bucket/reports/a b.csv An error occurred (AccessDenied) when calling the CopyObject operation: Access Denied',
    says: { operation: 'CopyObject', bucket: 'my-bucket', key: 'reports/a b.csv' },
  },
  {
    tool: 'aws s3 mv, which reads the tags of its source',
    from: 'https://github.com/ASFHyP3/hyp3/pull/371',
    text: 'move failed: s3://my-bucket/reports/a.csv to s3://target/a.csv An error occurred (AccessDenied) when calling the GetObjectTagging operation: Access Denied',
    says: { operation: 'GetObjectTagging', bucket: 'my-bucket', key: 'reports/a.csv' },
  },
  {
    tool: 'boto3, an upload',
    from: 'https://github.com/aws/aws-cli/issues/5470',
    text: 'boto3.exceptions.S3UploadFailedError: Failed to upload /tmp/a.csv to my-bucket/reports/a.csv: An error occurred (AccessDenied) when calling the PutObject operation: Access Denied',
    says: { operation: 'PutObject', bucket: 'my-bucket', key: 'reports/a.csv' },
  },
  {
    tool: 'Arrow and pandas',
    from: 'https://github.com/apache/arrow',
    text: "OSError: When reading information for key 'reports/a.csv' in bucket 'my-bucket': AWS Error ACCESS_DENIED during HeadObject operation: No response body.",
    says: { operation: 'HeadObject', bucket: 'my-bucket', key: 'reports/a.csv' },
  },
  {
    tool: 'DuckDB',
    from: 'https://github.com/duckdb/duckdb/issues/16007',
    text: "HTTP Error: HTTP GET error on 'https://my-bucket.s3.eu-west-1.amazonaws.com/reports/a.csv' (HTTP 403)",
    says: { operation: 'GetObject', bucket: 'my-bucket', key: 'reports/a.csv', region: 'eu-west-1' },
  },
  {
    tool: 'DuckDB of today',
    from: 'https://github.com/duckdb/duckdb-httpfs/issues/327',
    text: "HTTP Error:\nHTTP GET error reading 'https://my-bucket.s3.amazonaws.com/reports/a.csv' in region '' (HTTP 403 Forbidden)\n\nAccessDenied: Access Denied",
    says: { operation: 'GetObject', bucket: 'my-bucket', key: 'reports/a.csv' },
  },
  {
    tool: 'Trino',
    from: 'https://github.com/trinodb/trino/issues/24096',
    text: `Error opening Hive split s3://my-bucket/reports/a.csv (offset=0, length=10): Read 10 tail bytes of file s3://my-bucket/reports/a.csv failed: com.amazonaws.services.s3.model.AmazonS3Exception: Access Denied (Service: Amazon S3; Status Code: 403; Error Code: AccessDenied; Request ID: ${requestId}; S3 Extended Request ID: ${hostId}; Proxy: null) (Bucket: my-bucket, Key: reports/a.csv)`,
    says: { ...ids, operation: 'GetObject', bucket: 'my-bucket', key: 'reports/a.csv' },
  },
  {
    tool: 'Terraform, the state of its backend',
    from: 'https://developer.hashicorp.com/terraform/language/backend/s3',
    text: `Error refreshing state: Unable to access object "reports/a.csv" in S3 bucket "my-bucket": operation error S3: HeadObject, https response error StatusCode: 403, RequestID: ${requestId}, HostID: ${hostId}, api error Forbidden: Forbidden`,
    says: { ...ids, operation: 'HeadObject', bucket: 'my-bucket', key: 'reports/a.csv' },
  },
  {
    tool: 'Hadoop, which marks what it wrote',
    from: 'https://hadoop.apache.org/docs/stable/hadoop-aws/tools/hadoop-aws/troubleshooting_s3a.html',
    text: `java.nio.file.AccessDeniedException: reports/_SUCCESS: PUT 0-byte object  on reports/_SUCCESS: com.amazonaws.services.s3.model.AmazonS3Exception: Access Denied (Service: Amazon S3; Status Code: 403; Error Code: AccessDenied; Request ID: ${requestId})`,
    says: { requestId, operation: 'PutObject' },
  },
  {
    tool: 'curl -v',
    from: 'https://curl.se/docs/manpage.html#-v',
    text: `> GET /reports/a%20b.csv HTTP/1.1\n> Host: my-bucket.s3.eu-west-1.amazonaws.com\n> User-Agent: curl/8.5.0\n>\n< HTTP/1.1 403 Forbidden\n< x-amz-request-id: ${requestId}\n< Date: Fri, 20 Nov 2026 08:14:01 GMT\n<\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>`,
    says: { operation: 'GetObject', bucket: 'my-bucket', key: 'reports/a b.csv', requestId, region: 'eu-west-1' },
  },
  ...[
    [
      'Chrome, whose preflight failed',
      "Access to fetch at 'https://my-bucket.s3.eu-west-1.amazonaws.com/a.json' from origin 'https://app.example.com' has been blocked by CORS policy: Response to preflight request doesn't pass access control check: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
      { bucket: 'my-bucket', preflight: { origin: 'https://app.example.com' } },
    ] as const,
    [
      'Chrome, about a header',
      "Access to XMLHttpRequest at 'https://my-bucket.s3.amazonaws.com/a.json' from origin 'http://localhost:3000' has been blocked by CORS policy: Request header field x-a is not allowed by Access-Control-Allow-Headers in preflight response.",
      { bucket: 'my-bucket', preflight: { origin: 'http://localhost:3000', headers: 'x-a' } },
    ] as const,
    [
      'Firefox, whose preflight failed',
      'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://my-bucket.s3.amazonaws.com/a.json. (Reason: CORS preflight response did not succeed). Status code: 403.',
      { bucket: 'my-bucket', preflight: {} },
    ] as const,
    [
      'Safari, whose preflight failed',
      '[Error] Preflight response is not successful. Status code: 403\n[Error] Fetch API cannot load https://my-bucket.s3.amazonaws.com/a.json due to access control checks.',
      { bucket: 'my-bucket', preflight: {} },
    ] as const,
    [
      'S3 about a preflight',
      '<Error><Code>AccessForbidden</Code><Message>CORSResponse: This CORS request is not allowed.</Message><Method>PUT</Method><ResourceType>OBJECT</ResourceType></Error>',
      { preflight: { method: 'PUT' } },
    ] as const,
  ].map(([tool, text, says]) => ({
    tool,
    from: 'https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS/Errors',
    text,
    says: { ...says, errorCode: 'AccessForbidden', operation: 'PreflightRequest', principal: 'anonymous' },
  })),
  {
    tool: 'Airflow, whose times have a comma',
    from: 'https://airflow.apache.org/docs/apache-airflow/stable/administration-and-deployment/logging-monitoring/logging-tasks.html',
    text: '[2026-11-20, 08:14:01 UTC] {taskinstance.py:1937} ERROR - An error occurred (403) when calling the HeadObject operation: Forbidden',
    says: { operation: 'HeadObject', time: '2026-11-20T08:14:01Z' },
  },
  {
    tool: 'the XML body of a URL that has expired',
    from: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html',
    text: '<Error><Code>AccessDenied</Code><Message>Request has expired</Message><X-Amz-Expires>300</X-Amz-Expires><Expires>2026-11-20T08:10:00Z</Expires><ServerTime>2026-11-20T08:14:01Z</ServerTime></Error>',
    says: { message: 'Request has expired', time: '2026-11-20T08:14:01Z' },
  },
  ...['with an explicit deny in a VPC endpoint policy', 'because of a reason that nobody knows yet'].map((reason) => ({
    tool: `AWS alone, ${reason}`,
    from: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html',
    text: words.replace(/because .*/, reason),
    says: { principal: role, action: 's3:GetObject', resource: object, bucket: 'my-bucket', key: 'reports/a.csv' },
  })),
  {
    tool: 'AWS alone',
    from: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html',
    text: words,
    says: whole,
  },
];

describe('what stands in the error text of', () => {
  test.each(rows)('$tool', ({ text, says }) => {
    const found = parseInput(text);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ is: 'partial', errorCode: 'AccessDenied', ...says });
  });
});

const partial = (text: string): PartialDenial => parseInput(text)[0] as PartialDenial;

describe('a denial is completed', () => {
  test('where all stands there, and what a record shows besides is unknown', () => {
    const completed = complete(partial(words), {});
    if (completed.is !== 'denied') throw new Error(JSON.stringify(completed));
    const { request } = completed;
    expect(asked(request)).toContain(`s3:GetObject on ${object}`);
    expect(request).toMatchObject({
      operation: 'GetObject',
      said: { is: 'reason', deny: 'implicit' },
      headersNotRecorded: true,
    });
    const { unknown } = request.authorizations[0]!.context;
    expect(unknown.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['aws:CurrentTime', 'aws:SourceIp', 'aws:SourceVpce']),
    );
  });
  test.each([
    [
      'a bare 403',
      'An error occurred (403) when calling the HeadObject operation: Forbidden',
      ['principal', 'resource'],
    ],
    ['no resource', words.replace(` on resource: "${object}"`, ''), ['resource']],
    ['the body of s3fs', rows.find(({ tool }) => tool === 's3fs')!.text, ['principal', 'action', 'resource']],
  ])('only with what does not stand there: %s', (_, text, missing) => {
    expect(complete(partial(text), {})).toEqual({ is: 'incomplete', missing });
    expect(complete(partial(text), { principal: role, action: 's3:GetObject', resource: object }).is).toBe('denied');
  });
  test('what stands there is not overruled', () => {
    const completed = complete(partial(words), {
      principal: 'arn:aws:iam::111122223333:user/other',
      resource: 'arn:aws:s3:::x/y',
    });
    expect(completed).toMatchObject({ request: { bucket: 'my-bucket', principal: { roleName: 'app' } } });
  });
  test('the use of a key is that of the object which is added', () => {
    const key = 'arn:aws:kms:eu-west-1:111122223333:key/0000';
    const text = words.replaceAll('s3:GetObject', 'kms:Decrypt').replace(object, key);
    const completed = complete(partial(text), { resource: object });
    if (completed.is !== 'denied') throw new Error(JSON.stringify(completed));
    expect(asked(completed.request)).toContain(`kms:Decrypt on ${key}`);
    expect(completed.request.region).toBe('eu-west-1');
  });
  test.each([
    ['kms:Decrypt', {}, { request: { operation: 'GetObject' } }],
    ['kms:GenerateDataKey', {}, { request: { operation: 'PutObject' } }],
    ['kms:Decrypt', { action: 's3:PutObject' }, { request: { operation: 'PutObject' } }],
    ['kms:DescribeKey', {}, { is: 'incomplete', missing: ['action'] }],
    ['kms:DescribeKey', { action: 's3:PutObject' }, { request: { operation: 'PutObject' } }],
  ])('%s of a text without its call, and %o', (action, added, completed) => {
    const key = 'arn:aws:kms:eu-west-1:111122223333:key/0000';
    const text = partial(words.replaceAll('s3:GetObject', action).replace(object, key));
    const { operation: _, ...withoutCall } = text;
    expect(complete(withoutCall, { resource: object, ...added })).toMatchObject(completed);
  });
});

describe('a hostile key', () => {
  test('imitates no reason: the last one counts', () => {
    const imitated = `a" because no session policy allows the s3:GetObject action`;
    const text = words.replace('reports/a.csv', imitated);
    expect(partial(text)).toMatchObject({ key: imitated });
    expect(complete(partial(text), {})).toMatchObject({ request: { said: { policyType: 'identity-based policy' } } });
  });
});

/** https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS/Errors */
test.each([
  [
    'Chrome, and what S3 answered',
    "Access to fetch at 'https://my-bucket.s3.eu-central-1.amazonaws.com/a.json' from origin 'https://app.example.com' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.\n" +
      'GET https://my-bucket.s3.eu-central-1.amazonaws.com/a.json net::ERR_FAILED 403 (Forbidden)\n' +
      '<Error><Code>AccessDenied</Code><Message>Access Denied</Message><RequestId>4442587FB7D0A2F9</RequestId></Error>',
    { operation: 'GetObject', message: 'Access Denied', requestId: '4442587FB7D0A2F9', region: 'eu-central-1' },
  ],
  [
    'Firefox',
    'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://my-bucket.s3.amazonaws.com/a.json (Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 403.',
    {},
  ],
  [
    'Safari',
    '[Error] Origin https://app.example.com is not allowed by Access-Control-Allow-Origin. Status code: 403\n[Error] Fetch API cannot load https://my-bucket.s3.amazonaws.com/a.json due to access control checks.',
    {},
  ],
])('a browser that names no preflight speaks of the call itself, by whoever: %s', (_, text, more) => {
  const denial = { is: 'partial', errorCode: 'AccessDenied', bucket: 'my-bucket', key: 'a.json' };
  expect(partial(text)).toEqual({ ...denial, ...more });
});

test.each([
  [
    'another error of S3',
    'An error occurred (NoSuchKey) when calling the GetObject operation: The specified key does not exist.',
    'not-denied',
  ],
  ['a text about something else', 'Connection reset by peer', 'bad-input'],
  ['a stack trace that repeats it', `${words}\n\tat a.b(C.java:1)\nCaused by: ${words}\n`, 'partial'],
])('%s', (_, text, is) => expect(parseInput(text).map((one) => one.is)).toEqual([is]));

test('several denials of one log are told apart', () => {
  const other = words.replaceAll('GetObject', 'PutObject');
  expect(
    parseInput(
      `${words} (Service: S3, Status Code: 403, Request ID: AAAAAAAA1)\n${other} (Service: S3, Status Code: 403, Request ID: BBBBBBBB2)`,
    ),
  ).toMatchObject([
    { action: 's3:GetObject', requestId: 'AAAAAAAA1' },
    { action: 's3:PutObject', requestId: 'BBBBBBBB2' },
  ]);
});
