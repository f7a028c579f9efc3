/** What made a resource: the next deployment takes back what is changed by hand. */
import { isToolTag, stackTag } from '../../../names/maker-tags';
import type { FixNote } from '../fix-notes';

/** By its tags for certain, else by the form of its name. */
export function sourceOf(what: string, tags: Readonly<Record<string, string>>): FixNote | undefined {
  return ofTags(what, tags) ?? ofName(what);
}

const tools: readonly (readonly [RegExp, string])[] = [
  [/opentofu/i, 'OpenTofu'],
  [/terraform/i, 'Terraform'],
  [/pulumi/i, 'Pulumi'],
  [/\bcdk\b/i, 'the AWS CDK'],
  [/cloudformation/i, 'CloudFormation'],
  [/crossplane/i, 'Crossplane'],
];

function ofTags(what: string, tags: Readonly<Record<string, string>>): FixNote | undefined {
  const stack = tags[stackTag];
  if (stack !== undefined) return { code: 'made-by-stack', facts: { what, stack } };
  for (const [name, value] of Object.entries(tags).filter(([key]) => isToolTag(key))) {
    // `terraform: true` says it by its name.
    const tool = tools.find(([named]) => named.test(`${name} ${value}`))?.[1];
    if (tool !== undefined && !/^(?:false|no)$/i.test(value)) return { code: 'made-by-tool', facts: { what, tool } };
  }
  return undefined;
}

/** `20261120081401123400000001`: the time and a counter. https://developer.hashicorp.com/terraform/plugin/sdkv2/resources */
const ofTerraform = /(?:^|[-_.])20\d{16}[0-9a-f]{8}$/;
/** Logical ids of the CDK end in a hash: https://docs.aws.amazon.com/cdk/v2/guide/identifiers.html */
const policyOfCdk = /DefaultPolicy[0-9A-F]{8}$/;
/** `STACK-LOGICALID-RANDOM`: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html */
const ofStack = /^(?<stack>.+)-(?<logical>[A-Za-z][A-Za-z0-9]*)-(?<random>[A-Za-z0-9]{12,13})$/;

function ofName(what: string): FixNote | undefined {
  if (ofTerraform.test(what)) return { code: 'named-by-tool', facts: { what, tool: 'Terraform' } };
  if (policyOfCdk.test(what)) return { code: 'named-by-tool', facts: { what, tool: 'the AWS CDK' } };
  const { stack = '', random = '' } = ofStack.exec(what)?.groups ?? {};
  return isRandom(random) ? { code: 'named-by-stack', facts: { what, stack } } : undefined;
}

/** A word has no digits, an account id or a date no letters. */
const isRandom = (text: string): boolean => /\d/.test(text) && (text.match(/[A-Za-z]/g) ?? []).length >= 4;
