import * as fc from 'fast-check';
import { readAll, readHcl, readTypeScript, readYaml } from '../setup/code-languages';
import { noResource, type InfrastructureResource } from '../../src/judging/infrastructure/resource';
import { hclValue } from '../../src/report/infrastructure/hcl';
import {
  codeOfRequest,
  infrastructureOf,
  isWhole,
  languages,
  type Language,
} from '../../src/report/infrastructure/infrastructure';

const holding = (policy: Record<string, unknown>, name = 'b'): InfrastructureResource => ({
  terraform: { type: 'aws_s3_bucket_policy', arguments: { bucket: name, policy: { policy } } },
  cloudFormation: { type: 'AWS::S3::BucketPolicy', properties: { Bucket: name, PolicyDocument: { policy } } },
});
const codeOf = (...resources: readonly InfrastructureResource[]) => infrastructureOf(resources)!;

test('what changes nothing has no code', () => expect(infrastructureOf([])).toBeUndefined());

describe('what code cannot say stands in its place:', () => {
  const { terraform } = holding({});
  const onlyTerraform = { terraform, cloudFormation: 'no-resource' } as const;
  test.each<[string, readonly InfrastructureResource[], Readonly<Record<Language, string | undefined>>]>([
    [
      'none of it',
      [noResource],
      {
        terraform: '# No resource of Terraform does this: use the command.',
        cdk: '// No resource of the AWS CDK does this: use the command.',
        cloudformation: '# No resource of CloudFormation does this: use the command.',
      },
    ],
    [
      'a part of it',
      [holding({}), noResource],
      {
        terraform: '# No resource of Terraform does the rest: use the command.',
        cdk: '// No resource of the AWS CDK does the rest: use the command.',
        cloudformation: '# No resource of CloudFormation does the rest: use the command.',
      },
    ],
    [
      'not in this language',
      [onlyTerraform],
      {
        terraform: undefined,
        cdk: '// No resource of the AWS CDK does this: use the command.',
        cloudformation: '# No resource of CloudFormation does this: use the command.',
      },
    ],
    ['nothing', [holding({})], { terraform: undefined, cdk: undefined, cloudformation: undefined }],
  ])('%s', (_, resources, said) => {
    const code = codeOf(...resources);
    readAll(code);
    for (const language of languages) {
      const last = code[language].trimEnd().split('\n').at(-1);
      expect([language, last === said[language], isWhole(code[language])]).toEqual([
        language,
        said[language] !== undefined,
        said[language] === undefined,
      ]);
    }
  });
  test('a request is none of its matters', () => {
    readAll(codeOfRequest());
    expect(Object.values(codeOfRequest()).map(isWhole)).toEqual([false, false, false]);
  });
  test('no name says so', () => {
    const name = 'a\n# b: use the command.';
    expect(languages.map((language) => isWhole(codeOf(holding({ a: name }, name))[language]))).toEqual([
      true,
      true,
      true,
    ]);
  });
});

test('blocks of one name, and numbers', () => {
  const blocks = [{ max_age_seconds: 3000, allowed_methods: { list: ['GET'] } }, { max_age_seconds: 1 }];
  const { terraform, cdk, cloudformation } = codeOf({
    terraform: { type: 'aws_s3_bucket_cors_configuration', arguments: { cors_rule: { blocks } } },
    cloudFormation: { type: 'AWS::S3::Bucket', properties: { Rules: { blocks } } },
  });
  expect(readHcl(terraform)).toMatchObject({
    resource: {
      aws_s3_bucket_cors_configuration: {
        proposed: [{ cors_rule: [{ max_age_seconds: 3000, allowed_methods: ['GET'] }, { max_age_seconds: 1 }] }],
      },
    },
  });
  expect(cdk).toContain('"max_age_seconds": 3000');
  expect(readYaml(cloudformation)).toMatchObject({
    Resources: { Proposed: { Properties: { Rules: [{ max_age_seconds: 3000 }, { max_age_seconds: 1 }] } } },
  });
});

test('each language, as it is pasted', () => {
  const { terraform, cdk, cloudformation } = codeOf(holding({ Version: '2012-10-17', Statement: ['${aws:username}'] }));
  expect(terraform).toBe(`resource "aws_s3_bucket_policy" "proposed" {
  bucket = "b"
  policy = jsonencode({
    "Version" = "2012-10-17"
    "Statement" = [
      "$\${aws:username}",
    ]
  })
}
`);
  expect(cdk).toBe(`import { aws_s3 } from 'aws-cdk-lib';

// In the constructor of a stack:
new aws_s3.CfnBucketPolicy(this, 'Proposed', {
  "bucket": "b",
  "policyDocument": {
    "Version": "2012-10-17",
    "Statement": [
      "\${aws:username}"
    ]
  }
});
`);
  expect(cloudformation).toBe(`Resources:
  Proposed:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: "b"
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - "\${aws:username}"
`);
});

const setting: InfrastructureResource = {
  terraform: {
    type: 'aws_kms_key',
    arguments: { is_enabled: true, tags: { map: { team: 'a', 'data-class': 'b' } }, rule: { block: { a: 'b' } } },
    partOf: 'the\u2028key',
    attachedBy: {
      type: 'aws_kms_alias',
      arguments: { target_key_id: { attribute: 'id' }, names: { list: ['a', 'b'] } },
    },
  },
  cloudFormation: {
    type: 'AWS::KMS::Key',
    properties: {
      Enabled: true,
      Tags: { list: [{ block: { Key: 'a' } }] },
      SSEAlgorithm: 'x',
      Map: { map: { AB: 'c' } },
    },
    partOf: 'the\u2028key',
  },
};

test('settings, parts of what is there, and what hangs a policy', () => {
  const { terraform, cdk, cloudformation } = codeOf(setting);
  const comment = String.raw`Put this into the resource that makes "the\u2028key"; what else it has stays.`;
  expect(terraform).toBe(`# ${comment}
resource "aws_kms_key" "proposed" {
  is_enabled = true
  tags = {
    "team"       = "a"
    "data-class" = "b"
  }
  rule {
    a = "b"
  }
}

resource "aws_kms_alias" "proposed" {
  target_key_id = aws_kms_key.proposed.id
  names         = ["a", "b"]
}
`);
  expect(cdk).toContain(`// ${comment}
new aws_kms.CfnKey(this, 'Proposed', {
  "enabled": true,
  "tags": [
    {
      "key": "a"
    }
  ],
  "sseAlgorithm": "x",
  "map": {
    "AB": "c"
  }
});
`);
  expect(readYaml(cloudformation)).toEqual({
    Resources: {
      Proposed: {
        Type: 'AWS::KMS::Key',
        Properties: { Enabled: true, Tags: [{ Key: 'a' }], SSEAlgorithm: 'x', Map: { AB: 'c' } },
      },
    },
  });
  expect(cloudformation).toContain(`  # ${comment}`);
});

/** What a parser of the language makes of the policy and the name. */
const readers = {
  terraform: (code: string) => {
    const { resource } = readHcl(code) as { resource: Record<string, Record<string, readonly [{ bucket: string }]>> };
    const [type, ...others] = Object.keys(resource);
    expect([type, others]).toEqual(['aws_s3_bucket_policy', []]);
    return resource['aws_s3_bucket_policy']!['proposed']![0].bucket;
  },
  cdk: (code: string) => {
    const script = readTypeScript(code);
    const made: unknown[] = [];
    const aws_s3 = {
      CfnBucketPolicy: function (...all: readonly unknown[]) {
        made.push(all[2]);
      },
    };
    // oxlint-disable-next-line typescript/no-implied-eval, typescript/no-unsafe-call
    new Function('aws_s3', script)(aws_s3);
    const [{ bucket, policyDocument }] = made as [{ bucket: string; policyDocument: unknown }];
    return { bucket, policy: policyDocument };
  },
  cloudformation: (code: string) => {
    const read = readYaml(code) as { Resources: { Proposed: { Properties: Record<string, unknown> } } };
    expect(Object.keys(read.Resources)).toEqual(['Proposed']);
    const { Bucket: bucket, PolicyDocument: policy } = read.Resources.Proposed.Properties;
    return { bucket, policy };
  },
};

const pieces = [
  '${',
  '%{',
  '$',
  '%',
  '}',
  '"',
  '\\',
  "'",
  '`',
  '\n',
  ': ',
  '- ',
  '#',
  '*/',
  '\u2028',
  '\u202e',
  '\u{e0041}',
  '__proto__',
  'no',
  '~',
  'é',
  '😀',
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'grapheme', maxLength: 4 })), { maxLength: 6 })
  .map((all) => all.join(''));
const documents = fc.dictionary(
  hostile,
  fc.oneof(
    hostile,
    fc.array(hostile, { maxLength: 3 }),
    fc.boolean(),
    fc.integer(),
    fc.dictionary(hostile, hostile, { maxKeys: 3 }),
  ),
  { maxKeys: 4 },
);

test('TypeScript and YAML say what the policy says, whatever it holds', () => {
  fc.assert(
    fc.property(documents, hostile, (policy, bucket) => {
      const plain = JSON.parse(JSON.stringify({ policy, bucket })) as unknown;
      const code = codeOf(holding(policy, bucket));
      expect(readers.cdk(code.cdk)).toEqual(plain);
      expect(readers.cloudformation(code.cloudformation)).toEqual(plain);
    }),
  );
});

/** HCL's texts are normalized. https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#strings-and-identifiers */
const normal = (policy: unknown): unknown => JSON.parse(JSON.stringify(policy).normalize()) as unknown;

test('HCL does too', () => {
  fc.assert(
    fc.property(documents, hostile, (policy, bucket) => {
      // The parser gives a lone template back as it stands, so the text is held inside others.
      expect(readers.terraform(codeOf(holding(policy, `<${bucket}>`)).terraform)).toBe(`<${bucket.normalize()}>`);
      const { x } = readHcl(`x = ${hclValue([policy])}`) as { x: readonly unknown[] };
      expect(x).toEqual([normal(policy)]);
    }),
    { numRuns: 50 },
  );
});
