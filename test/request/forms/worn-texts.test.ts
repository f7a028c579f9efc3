import { parseInput, type Found } from '../../../src/request/forms/read-input';
import { denied, sample } from '../samples';

// What terminals, log drivers, editors and chats make of error texts and records; `from` is where each shape is known from.

const role = 'arn:aws:sts::111122223333:assumed-role/app/run';
const object = 'arn:aws:s3:::my-bucket/reports/a.csv';
const words = `User: ${role} is not authorized to perform: s3:GetObject on resource: "${object}" because no identity-based policy allows the s3:GetObject action`;
const cli = `An error occurred (AccessDenied) when calling the GetObject operation: ${words}`;
const ids = { requestId: '8RX27QX3XB2ZRDH0', hostId: 'EXAMPLE1exampleHostId2exampleHostId2=' };
const { requestId, hostId } = ids;
const whole = { principal: role, action: 's3:GetObject', resource: object, message: words };
const called = { ...whole, operation: 'GetObject' };
const json = JSON.stringify;

const uploadOf = (file: string): string =>
  `upload failed: ./${file} to s3://my-bucket/in/${file} An error occurred (AccessDenied) when calling the PutObject operation: Access Denied`;
const inLines = (text: string, width: number): string => text.match(new RegExp(`.{1,${width}}`, 'g'))!.join('\n');
const inWords = (text: string, width: number): string => text.replaceAll(new RegExp(`(.{1,${width}}) `, 'g'), '$1\n');
const docker = 'https://docs.docker.com/engine/logging/drivers/json-file/';
const cri = 'https://kubernetes.io/docs/concepts/cluster-administration/logging/';
const java = `software.amazon.awssdk.services.s3.model.S3Exception: ${words} (Service: S3, Status Code: 403, Request ID: ${requestId}, Extended Request ID: ${hostId})`;
const go = `operation error S3: GetObject, https response error StatusCode: 403, RequestID: ${requestId}, HostID: ${hostId}, api error AccessDenied: ${words}`;

test.each<readonly [what: string, from: string, text: string, says: object]>([
  [
    'colours',
    'https://developer.hashicorp.com/terraform/cli/commands/plan',
    `\u001B[31m\u001B[1mError:\u001B[0m ${words.replace('not authorized', '\u001B[33mnot authorized\u001B[0m')}`,
    whole,
  ],
  [
    'line ends of Windows',
    'https://docs.aws.amazon.com/powershell/',
    `ClientError: ${cli}\r\n\r\nDuring handling of the above exception:\r\n`,
    called,
  ],
  [
    'a terminal of 80 columns',
    'https://www.gnu.org/software/coreutils/manual/html_node/fold-invocation.html',
    inLines(cli, 80),
    called,
  ],
  ['an editor that wraps words', 'https://www.vim.org/', inWords(cli, 72), called],
  [
    'a message in a log line of JSON',
    'https://docs.aws.amazon.com/powertools/python/latest/core/logger/',
    json({ level: 'error', msg: `failed: ${cli}`, ts: '2026-11-20T08:14:01Z' }),
    { ...called, time: '2026-11-20T08:14:01Z' },
  ],
  [
    'JSON in JSON',
    docker,
    json({ log: `${json({ msg: cli })}\n`, stream: 'stderr', time: '2026-11-20T08:14:01.1Z' }),
    { ...called, time: '2026-11-20T08:14:01.1Z' },
  ],
  [
    'a log of Docker',
    docker,
    json({ log: `${cli}\n`, stream: 'stderr', time: '2026-11-20T08:14:01.123456789Z' }),
    called,
  ],
  [
    'times before lines',
    'https://docs.docker.com/reference/cli/docker/container/logs/',
    `2026-11-20T08:14:01.123456789Z ${cli}`,
    { ...called, time: '2026-11-20T08:14:01.123456789Z' },
  ],
  ['a log of containerd', cri, `2026-11-20T08:14:01.123456789Z stderr F ${cli}`, called],
  [
    'a line that containerd cut',
    cri,
    `2026-11-20T08:14:01.123456789Z stderr P ${cli.slice(0, 150)}\n2026-11-20T08:14:01.123456790Z stderr F ${cli.slice(150)}`,
    called,
  ],
  [
    'docker compose',
    'https://docs.docker.com/reference/cli/docker/compose/logs/',
    `app-1  | ${cli.replace(' because', '\napp-1  | because')}`,
    called,
  ],
  [
    'kubectl --prefix',
    'https://kubernetes.io/docs/reference/kubectl/generated/kubectl_logs/',
    `[pod/app-1/main] ${cli.replace(' because', '\n[pod/app-1/main] because')}`,
    called,
  ],
  ['syslog', 'https://www.rfc-editor.org/rfc/rfc3164', `Nov 20 08:14:01 host app[312]: ${cli}`, called],
  [
    'GitHub Actions',
    'https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions',
    `2026-11-20T08:14:01.1234567Z ##[error]${cli}`,
    called,
  ],
  [
    'typographic quotes',
    'https://support.apple.com/guide/mac-help/mh35735/mac',
    words.replace('"', '“').replace('"', '”'),
    whole,
  ],
  [
    'German quotes',
    'https://de.wikipedia.org/wiki/Anführungszeichen',
    words.replace('"', '„').replace('"', '“'),
    whole,
  ],
  [
    'French quotes',
    'https://fr.wikipedia.org/wiki/Guillemet',
    words.replace('"', '«\u00A0').replace('"', '\u00A0»'),
    whole,
  ],
  ['blanks of a chat', 'https://api.slack.com/reference/surfaces/formatting', cli.replaceAll(' ', '\u00A0'), called],
  [
    'a quote in a mail',
    'https://www.rfc-editor.org/rfc/rfc3676',
    `> ${cli.replace(' because', '\n> because')}`,
    called,
  ],
  ['a block of Markdown', 'https://spec.commonmark.org/', `\`\`\`\n${cli}\n\`\`\``, called],
  ['HTML', 'https://html.spec.whatwg.org/', `<pre>${cli.replaceAll('"', '&quot;')}</pre>`, called],
  [
    'XML in JSON',
    'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html',
    json(
      `<Error><Code>AccessDenied</Code><Message>${words.replaceAll('"', '&quot;')}</Message><RequestId>${requestId}</RequestId></Error>`,
    ),
    { ...whole, requestId },
  ],
  [
    'causes of Java',
    'https://github.com/airbytehq/airbyte/issues/50979',
    `java.lang.RuntimeException: x\n\tat a.B.c(B.java:3)\nCaused by: java.util.concurrent.CompletionException: ${java} (SDK Attempt Count: 1)\n\t... 12 more`,
    { ...whole, ...ids },
  ],
  [
    'a log of log4j, whose time has no zone',
    'https://logging.apache.org/log4j/2.x/manual/layouts.html',
    `2026-11-20 08:14:01,123 ERROR [main] c.e.App - failed ${java}`,
    { ...whole, ...ids, time: undefined },
  ],
  [
    'zap',
    'https://github.com/uber-go/zap',
    json({ level: 'error', ts: 1795162441.1, msg: 'get', error: go }),
    { ...called, ...ids },
  ],
  [
    'logfmt',
    'https://brandur.org/logfmt',
    `time=2026-11-20T08:14:01Z level=error err="${go.replaceAll('"', '\\"')}"`,
    { ...called, ...ids, time: '2026-11-20T08:14:01Z' },
  ],
  [
    'the SDK for JavaScript 2',
    'https://github.com/aws/aws-sdk-js/blob/master/lib/services/s3.js',
    `AccessDenied: Access Denied\n    at Request.extractError (/aws-sdk/lib/services/s3.js:712:35) {\n  code: 'AccessDenied',\n  time: 2026-11-20T08:14:01.123Z,\n  requestId: '${requestId}',\n  extendedRequestId: '${hostId}',\n  statusCode: 403\n}`,
    { ...ids, time: '2026-11-20T08:14:01.123Z' },
  ],
  [
    'the SDK for .NET, with its call',
    'https://github.com/aws/aws-sdk-net/issues/484',
    'Amazon.S3.AmazonS3Exception: Access Denied\n   at Amazon.S3.AmazonS3Client.GetObjectAsync(GetObjectRequest request)',
    { operation: 'GetObject' },
  ],
  [
    'the SDK for PHP, with a key that is encoded',
    'https://docs.aws.amazon.com/sdk-for-php/v3/developer-guide/faq.html',
    'Error executing "PutObject" on "https://my-bucket.s3.eu-west-1.amazonaws.com/my%20report.csv"; AWS HTTP error: Client error: resulted in a `403 Forbidden` response',
    { operation: 'PutObject', bucket: 'my-bucket', key: 'my report.csv' },
  ],
  [
    'the SDK for Rust',
    'https://docs.rs/aws-smithy-types/latest/aws_smithy_types/error/metadata/struct.ErrorMetadata.html',
    `SdkError { source: ErrorMetadata { code: Some("AccessDenied"), message: Some("Access Denied"), extras: Some({"aws_request_id": "${requestId}", "s3_extended_request_id": "${hostId}"}) } }`,
    ids,
  ],
  [
    'what boto3 keeps, printed',
    'https://docs.aws.amazon.com/boto3/latest/guide/error-handling.html',
    `{'Error': {'Code': 'AccessDenied', 'Message': 'Access Denied'}, 'ResponseMetadata': {'RequestId': '${requestId}', 'HostId': '${hostId}', 'HTTPHeaders': {'date': 'Fri, 20 Nov 2026 08:14:01 GMT'}}}`,
    { ...ids, time: '2026-11-20T08:14:01Z' },
  ],
  [
    'an asset of the CDK',
    'https://github.com/aws/aws-cdk/issues',
    `my-stack: fail: User: ${role} is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::cdk-assets/abc.zip" with an explicit deny in a service control policy`,
    { action: 's3:PutObject', bucket: 'cdk-assets', key: 'abc.zip' },
  ],
  [
    'a backend of Terraform',
    'https://github.com/hashicorp/terraform/issues',
    `Error: Failed to get existing workspaces: Unable to list objects in S3 bucket "my-bucket" with prefix "env:/": operation error S3: ListObjectsV2, https response error StatusCode: 403, RequestID: ${requestId}, HostID: ${hostId}, api error AccessDenied: Access Denied`,
    { ...ids, operation: 'ListObjectsV2' },
  ],
  [
    'Spark in Python, with a key that has blanks',
    'https://hadoop.apache.org/docs/stable/hadoop-aws/tools/hadoop-aws/troubleshooting_s3a.html',
    `py4j.protocol.Py4JJavaError: An error occurred while calling o52.csv.\n: java.nio.file.AccessDeniedException: s3a://my-bucket/in/part 1.csv: getFileStatus on s3a://my-bucket/in/part 1.csv: software.amazon.awssdk.services.s3.model.S3Exception: null (Service: S3, Status Code: 403, Request ID: ${requestId}, Extended Request ID: ${hostId}):null`,
    { ...ids, operation: 'HeadObject', bucket: 'my-bucket', key: 'in/part 1.csv' },
  ],
  [
    'EMRFS',
    'https://repost.aws/knowledge-center/emr-s3-403-access-denied',
    `com.amazon.ws.emr.hadoop.fs.shaded.com.amazonaws.services.s3.model.AmazonS3Exception: Access Denied (Service: Amazon S3; Status Code: 403; Error Code: AccessDenied; Request ID: ${requestId}; S3 Extended Request ID: ${hostId}; Proxy: null)`,
    ids,
  ],
  [
    'Athena',
    'https://repost.aws/knowledge-center/access-denied-athena',
    'Permission denied on S3 path: s3://my-bucket/in/part-0.csv',
    { bucket: 'my-bucket', key: 'in/part-0.csv' },
  ],
  [
    'Redshift',
    'https://docs.aws.amazon.com/redshift/latest/dg/s3serviceexception-error.html',
    `ERROR: S3ServiceException:Access Denied,Status 403,Error AccessDenied,Rid ${requestId},ExtRid ${hostId},CanRetry 1`,
    ids,
  ],
  [
    'aws s3 cp, with a key that has blanks',
    'https://github.com/aws/aws-cli/issues/813',
    'download failed: s3://my-bucket/my report.csv to ./my report.csv An error occurred (AccessDenied) when calling the GetObject operation: Access Denied',
    { bucket: 'my-bucket', key: 'my report.csv' },
  ],
  [
    'aws s3 sync, whose lines happen to be as long',
    'https://github.com/aws/aws-cli/issues/813',
    ['1', '2', '3'].map((part) => uploadOf(`part-0000${part}`)).join('\n'),
    { operation: 'PutObject', bucket: 'my-bucket', key: 'in/part-00001' },
  ],
  [
    'a sentence in which nothing ends the key',
    'https://github.com/aws/aws-cli/issues/813',
    'reading s3://my-bucket/my report.csv failed: Access Denied',
    { bucket: 'my-bucket', key: undefined },
  ],
  [
    'aws s3 cp, which tries the head before',
    'https://repost.aws/knowledge-center/s3-troubleshoot-403',
    `fatal error: An error occurred (403) when calling the HeadObject operation: Forbidden\n${cli}`,
    called,
  ],
  [
    'curl -i',
    'https://docs.aws.amazon.com/AmazonS3/latest/API/RESTCommonResponseHeaders.html',
    `HTTP/1.1 403 Forbidden\r\nx-amz-request-id: ${requestId}\r\nx-amz-id-2: ${hostId}\r\nDate: Fri, 20 Nov 2026 08:14:01 GMT\r\n\r\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>`,
    { ...ids, time: '2026-11-20T08:14:01Z' },
  ],
])('%s', (_, _from, text, says) => {
  const found = parseInput(text);
  expect(found).toHaveLength(1);
  expect({ key: undefined, time: undefined, ...found[0] }).toMatchObject({
    is: 'partial',
    errorCode: 'AccessDenied',
    ...says,
  });
});

const record = sample('s01').detail;
const event = {
  version: '0',
  id: 'i',
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.s3',
  resources: [],
  detail: record,
};
const line = `79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be my-bucket [20/Nov/2026:08:14:01 +0000] 203.0.113.10 ${role} 3E57427F33A59F07 REST.GET.OBJECT a.csv "GET /a.csv HTTP/1.1" 403 AccessDenied 243 - 12 - "-" "x \\"y\\" z" - ${hostId} SigV4 T AuthHeader my-bucket.s3.amazonaws.com TLSv1.3 - Yes us-east-1`;
const requests = (found: readonly Found[]) => found.map((one) => (one.is === 'denied' ? one.request : one));

test.each<readonly [what: string, from: string, text: string]>([
  [
    'aws logs tail --format json, which indents the message',
    'https://docs.aws.amazon.com/cli/latest/reference/logs/tail.html',
    `2026-11-20T08:14:01.000000+00:00 111122223333_CloudTrail_us-east-1 ${JSON.stringify(record, null, 4)}\n`,
  ],
  ['--query with a list in a list', 'https://jmespath.org/specification.html', json([[json(record)]])],
  [
    '--query with a hash in a list in a hash',
    'https://jmespath.org/specification.html',
    json({ a: { b: [{ e: json(record) }] } }),
  ],
  [
    'Insights beside names of its own',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Stats.html',
    json({
      results: [
        [
          { field: 'bin(5m)', value: 'x' },
          { field: '@message', value: json(record) },
        ],
      ],
    }),
  ],
  [
    'the message of a hit',
    'https://www.elastic.co/docs/reference/ecs/ecs-base',
    json({ _source: { '@timestamp': 't', message: json(record) } }),
  ],
  [
    'the message of a hit as an object',
    'https://www.elastic.co/docs/reference/ecs/ecs-base',
    json({ _source: { '@timestamp': 't', message: record } }),
  ],
  [
    'EventBridge in SNS in SQS',
    'https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html',
    json({
      Records: [
        {
          messageId: 'm',
          eventSource: 'aws:sqs',
          body: json({ Type: 'Notification', MessageId: 'n', Message: json(event) }),
        },
      ],
    }),
  ],
  [
    'an event that was sent on',
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-bus-to-bus.html',
    json({ version: '0', source: 'mine', 'detail-type': 'sent on', detail: event }),
  ],
  [
    'zgrep with the name of the file',
    'https://man7.org/linux/man-pages/man1/zgrep.1.html',
    `a/b.json.gz:${json(record)}`,
  ],
  ['JSON with commas between lines', 'https://jqlang.org/manual/', `${json(record)},\n`],
  [
    'jq -C',
    'https://jqlang.org/manual/#colors',
    json(record).replaceAll('{', '\u001B[1;39m{\u001B[0m').replaceAll(':"', ':\u001B[0;32m"'),
  ],
])('a record as %s', (_, _from, text) => expect(requests(parseInput(text))).toEqual([denied(record)]));

test.each<readonly [what: string, from: string, text: string]>([
  [
    'grep with the name of the file',
    'https://man7.org/linux/man-pages/man1/grep.1.html',
    `logs/2026-11-20-08-14:${line}`,
  ],
  [
    'an event of CloudWatch Logs',
    'https://docs.aws.amazon.com/cli/latest/reference/logs/filter-log-events.html',
    json({ events: [{ timestamp: 1, message: line }] }),
  ],
])('a line of an access log as %s', (_, _from, text) =>
  expect(requests(parseInput(text))).toMatchObject([{ bucket: 'my-bucket', key: 'a.csv', userAgent: 'x \\"y\\" z' }]),
);
